// Array and object patterns bind, default, rest and assign as specified.
const [a, , b = 3, ...rest] = [1, 2, undefined, 4, 5];
console.log(a, b, rest);
const { x, y: renamed, z = "dz", ...others } = { x: 1, y: 2, p: 3, q: 4 } as any;
console.log(x, renamed, z, others);
const {
  deep: {
    list: [, second],
    inner = "none",
  },
} = { deep: { list: ["f", "s"] } } as any;
console.log(second, inner);
let m = 1,
  n = 2;
[m, n] = [n, m];
console.log(m, n);
const target: any = {};
({ a: target.one, b: target["two"], c: target.three = 30 } = { a: 1, b: 2 } as any);
console.log(target);
const key = "dynamic";
const { [key]: found, [key + "2"]: missing = "fallback" } = { dynamic: "yes" } as any;
console.log(found, missing);
const { length } = "hello";
const [c1, c2] = "hi";
console.log(length, c1, c2);
const { 0: zero, 5: five = "f" } = ["z"] as any;
console.log(zero, five);
function f({ a = 1, b: { c = 2 } = {} as any }: any = {}, [d = 3]: number[] = []) {
  return [a, c, d].join();
}
console.log(f(), f({ a: 9, b: { c: 8 } }, [7]), f.length);
let calls = 0;
const lazy = () => {
  calls++;
  return "made";
};
const { u = lazy(), v = lazy() } = { u: null, v: undefined } as any;
console.log(u, v, calls);
const result = ([m, n] = [7, 8, 9]);
console.log(m, n, result);
for (const [k, { v: value }] of new Map([
  ["k1", { v: 1 }],
  ["k2", { v: 2 }],
]))
  console.log(k, value);
try {
  const { q } = null as any;
} catch (e: any) {
  console.log(e.message);
}
try {
  const [q] = 5 as any;
} catch (e: any) {
  console.log(e.message);
}
try {
  (({ q }: any) => q)(undefined);
} catch (e: any) {
  console.log(e.message);
}
const { ...copy } = { s: 1, [Symbol.iterator]: 2 } as any;
console.log(copy);
const [[p1, [p2]], ...[p3, p4]] = [[1, [2]], 3, 4] as any;
console.log(p1, p2, p3, p4);
