// A module that awaits delays its importers; independent siblings still run in order.
import { a } from "./a.ts";
import { b } from "./b.ts";
import { c } from "./c.ts";
console.log("main", a, b, c);
const { lazy } = await import("./lazy.ts");
console.log(lazy, (await import("./lazy.ts")).lazy);
const ns = await import("./a.ts");
console.log(ns.a, Object.keys(ns));
try {
  await import("./fails.ts");
} catch (e: any) {
  console.log("import failed:", e.message);
}
try {
  await import("./fails.ts");
} catch (e: any) {
  console.log("again:", e.message);
}
import("./lazy.ts").then((m) => console.log("then", m.lazy));
console.log("sync after import()");
