// Arrays, strings, maps and sets hand out live iterators with tags.
const arr = ["a", "b"];
const it = arr[Symbol.iterator]();
console.log(it.next(), it.next(), it.next(), it.next());
console.log([...arr.entries()], [...arr.keys()], [...arr.values()], [...[1, , 3].keys()], [...[1, , 3]]);
const live = [1, 2];
const li = live.values();
li.next();
live.push(3, 4);
console.log([...li], li.next());
const m = new Map<any, any>([
  ["x", 1],
  ["y", 2],
]);
console.log([...m], [...m.keys()], [...m.values()], m.entries().next(), [...new Set("hello")].join(""));
console.log(
  it[Symbol.iterator]() === it,
  Object.prototype.toString.call(it),
  Object.prototype.toString.call(m.keys()),
  Object.prototype.toString.call(new Set().values()),
  Object.prototype.toString.call(""[Symbol.iterator]()),
);
console.log(m.keys(), m.entries(), new Set([1, 2]).values(), arr.values(), "ab"[Symbol.iterator]());
console.log([..."a\u{1F600}b\uD83D"].length, [..."\u{1F468}\u200D\u{1F469}"].length);
const s = new Set([1, 2, 3]);
const seen: number[] = [];
for (const x of s) {
  seen.push(x);
  s.delete(x);
  if (x < 3) s.add(x + 10);
  if (seen.length > 10) break;
}
console.log(seen, s);
const mm = new Map([
  [1, "a"],
  [2, "b"],
  [3, "c"],
]);
const ks: number[] = [];
for (const [k] of mm) {
  ks.push(k);
  if (k === 1) {
    mm.delete(2);
    mm.set(4, "d");
  }
  if (k === 4) mm.set(1, "again");
}
console.log(ks, mm);
const cl = new Set([1, 2]);
for (const x of cl) {
  cl.clear();
  if (x === 1) cl.add(9);
}
console.log(cl);
const e = m.entries();
m.set("z", 3);
console.log([...e].length, e.next());
const [first, ...others] = m;
console.log(first, others);
console.log(
  Array.from(m, ([k, v]) => k + v),
  Array.from("abc", (c, i) => c + i),
  Array.from({ length: 3 }, (_, i) => i * i),
);
m.forEach((v, k, whole) => {
  if (whole === m) console.log(k, v);
});
const iter = {
  from: 1,
  to: 4,
  *[Symbol.iterator]() {
    for (let i = this.from; i <= this.to; i++) yield i;
  },
};
console.log([...iter], Array.from(iter).length, Math.min(...iter));
console.log(typeof (arr.values() as any).map, arr.values().toArray());
