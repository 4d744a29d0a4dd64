// Map and Set keep insertion order, use SameValueZero, and iterate live.
const m = new Map<any, any>([
  ["a", 1],
  ["b", 2],
]);
console.log(m.size, m.get("a"), m.has("z"), m.set("c", 3) === m, m.delete("a"), m.delete("a"), [...m], m);
const k1 = {},
  k2 = {};
m.set(k1, "obj1")
  .set(k2, "obj2")
  .set(NaN, "nan")
  .set(0, "zero")
  .set("0", "str")
  .set(null, "null")
  .set(undefined, "undef")
  .set(true, "t")
  .set(1, "one")
  .set("1", "s1");
console.log(
  m.get(k1),
  m.get(k2),
  m.get({}),
  m.get(NaN),
  m.get(-0),
  m.get("0"),
  m.get(null),
  m.get(undefined),
  m.get(),
  m.get(1),
  m.get("1"),
  m.size,
);
console.log(Object.is([...new Map([[-0, 1]]).keys()][0], 0), Object.is([...new Set([-0])][0], 0));
m.set("b", 22);
console.log([...m.keys()].slice(0, 2), m.get("b"));
m.delete("b");
m.set("b", 3);
console.log([...m.keys()].at(-1));
m.clear();
console.log(m.size, m, [...m]);
const s = new Set([3, 1, 3, 2]);
console.log(
  s,
  s.size,
  s.add(1) === s,
  s.has(2),
  s.delete(2),
  [...s],
  [...s.entries()],
  s.keys === s.values,
  new Set("hello").size,
  [...new Set([1, "1", NaN, NaN, 0, -0, null, undefined])].length,
);
s.forEach(
  function (this: any, v, k, self) {
    console.log(v, k, self === s, this.t);
  },
  { t: "this" },
);
m.set("x", 1).forEach((v, k, self) => console.log(v, k, self === m));
const order: any[] = [];
const live = new Map([
  ["a", 1],
  ["b", 2],
  ["c", 3],
]);
for (const [k, v] of live) {
  order.push(k + v);
  if (k === "a") {
    live.delete("b");
    live.set("d", 4);
  }
  if (k === "c") {
    live.delete("a");
    live.set("a", 10);
  }
  if (order.length > 8) break;
}
console.log(order.join(), live);
const ls = new Set([1, 2, 3]);
const got: number[] = [];
ls.forEach((v) => {
  got.push(v);
  if (v < 10) {
    ls.delete(v);
    ls.add(v * 10);
  }
});
console.log(got, ls);
const a = new Set([1, 2, 3, 4]),
  b = new Set([3, 4, 5]);
console.log(
  a.union(b),
  a.intersection(b),
  a.difference(b),
  a.symmetricDifference(b),
  a.isSubsetOf(b),
  new Set([3]).isSubsetOf(b),
  a.isSupersetOf(new Set([1])),
  a.isDisjointFrom(new Set([9])),
  a.union(new Map([[7, 1]])),
);
const nested = new Map([["in", new Map([["k", new Set([[1, 2], "v"])]])]]);
console.log(nested, nested.get("in")!.get("k")!.size);
const groups = Map.groupBy([1, 2, 3, 4, 5], (x) => (x % 2 ? "odd" : "even"));
console.log(
  groups,
  Object.fromEntries(groups),
  new Map(Object.entries({ p: 1 })),
  Array.from(groups.values(), (g) => g.length),
);
const counts = new Map<string, number>();
for (const w of "to be or not to be".split(" ")) counts.set(w, (counts.get(w) ?? 0) + 1);
console.log(
  [...counts].sort((x, y) => y[1] - x[1] || x[0].localeCompare(y[0])),
  new Map(counts).size,
  counts.entries().next().value,
  JSON.stringify(counts),
  JSON.stringify([...counts]),
);
for (const f of [
  () => (Map as any)(),
  () => (Set as any)([1]),
  () => Map.prototype.get.call({} as any, 1),
  () => Set.prototype.add.call(new Map() as any, 1),
  () => (m as any).get.call(),
  () => a.union([1] as any),
  () => Object.getOwnPropertyDescriptor(Map.prototype, "size")!.get!.call({}),
])
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.name + ": " + e.message);
  }
const big = new Map<number, number>();
for (let i = 0; i < 10000; i++) big.set(i * 7, i);
let t = 0;
for (let i = 0; i < 10000; i += 3) big.delete(i * 7);
for (const [k, v] of big) t += k - v * 7 + 1;
console.log(big.size, t, big.get(7), big.get(21));
const it = big.keys();
it.next();
big.clear();
console.log(it.next(), big.size);
