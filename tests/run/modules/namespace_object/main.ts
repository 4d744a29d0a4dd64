// A namespace import is a sealed, sorted, null-prototype object with live members.
import * as ns from "./lib.ts";
console.log(
  ns,
  Object.keys(ns),
  ns.b,
  ns["a"],
  (ns as any).missing,
  typeof ns,
  Object.prototype.toString.call(ns),
  Object.getPrototypeOf(ns),
);
console.log(
  "a" in ns,
  "zz" in ns,
  Object.isSealed(ns),
  Object.isFrozen(ns),
  Object.isExtensible(ns),
  Object.getOwnPropertyDescriptor(ns, "a"),
  JSON.stringify(ns),
);
for (const f of [
  () => {
    (ns as any).a = 2;
  },
  () => delete (ns as any).a,
  () => delete (ns as any).nope,
  () => Object.defineProperty(ns, "q", { value: 1 }),
])
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.name);
  }
const pick = (k: string) => (ns as any)[k];
console.log(pick("a"), pick("f")(3), pick("none"));
for (const k in ns) console.log(k);
const { a, ...rest } = ns;
console.log(a, rest);
ns.bump();
console.log(ns.a, a, { ...ns }.a);
console.log(ns.f.call(null, 2), new ns.K().x, ns.default, Object.entries(ns).length, ns === ns.self());
