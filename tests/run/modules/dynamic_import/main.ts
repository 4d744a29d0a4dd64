// A literal import() loads once, after main began, and yields the namespace.
console.log("main start");
const p = import("./plugin.ts");
console.log("requested");
const m = await p;
console.log(m.name, m.default(2), m === (await import("./plugin.ts")), Object.prototype.toString.call(m));
const { default: d, name } = await import("./plugin.ts");
console.log(d === m.default, name);
async function load(which: number) {
  return which === 1 ? (await import("./one.ts")).value : (await import("./two.ts")).value;
}
console.log(await load(2), await load(1), await load(2));
const [x, y] = await Promise.all([import("./one.ts"), import("./two.ts")]);
console.log(x.value + y.value);
m.set("changed");
console.log(m.name, name);
import("./plugin.ts").then(({ name: n }) => console.log("final", n));
