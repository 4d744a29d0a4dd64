// Arrays push, pop, slice, splice, search and grow.
const a = [1, 2, 3];
console.log(a.push(4, 5), a.pop(), a.shift(), a.unshift(9, 8), a, a.length);
console.log(
  a.slice(1, 3),
  a.slice(-2),
  a.slice(),
  a.concat([7], 8 as any, [[9]] as any),
  a.indexOf(3),
  a.indexOf(99),
  a.lastIndexOf(9),
  a.includes(NaN),
  [NaN].includes(NaN),
  [NaN].indexOf(NaN),
);
console.log(a.splice(1, 2), a, a.splice(1, 0, 50, 60), a, a.splice(-1), a, a.splice(1), a);
const b = [5, 1, 4];
console.log(
  b.reverse(),
  b,
  b.join("-"),
  b.join(),
  [].join(),
  [null, undefined, 1].join("+"),
  String([1, [2, [3]]]),
  [[], [[]]].toString() === ",",
);
const g: number[] = [];
g[3] = 1;
console.log(g.length, g, 0 in g, g[0]);
g.length = 1;
console.log(g, g.length);
g.length = 0;
console.log(g, g.pop(), g.shift());
console.log(
  [1, 2, 3].at(-1),
  [1, 2, 3].at(5),
  [..."abc"].entries().next(),
  Array.isArray([]),
  Array.isArray("x"),
  Array.of(7).length,
  new Array(3).length,
  new Array(3, 4).length,
  Array(2).fill(0),
  Array.from({ length: 3 }, (_, i) => i * 2),
  Array.from("hey"),
  Array.from(new Set([1, 1, 2])),
  Array.from(new Map([[1, 2]])),
);
console.log(
  [3, 1, 2].sort(),
  [10, 9, 1].sort(),
  [10, 9, 1].sort((x, y) => x - y),
  ["b", undefined, "a", , "c"].sort(),
  [true, false].sort(),
  ["B", "a", "C"].sort((x, y) => (x.toLowerCase() < y.toLowerCase() ? -1 : 1)),
);
console.log(
  [1, 2, 3].fill(0, 1),
  [1, 2, 3, 4].fill(9, -2, -1),
  [1, 2, 3, 4, 5].copyWithin(0, 3),
  [1, 2, 3, 4, 5].copyWithin(1, 0, 3),
  [1, [2, [3, [4]]]].flat(),
  [1, [2, [3, [4]]]].flat(Infinity),
  [1, 2].flatMap((x) => [x, [x * 2]]),
  [[1], , [2]].flat(),
);
const matrix = [
  [1, 2, 3],
  [4, 5, 6],
];
console.log(
  matrix[0].map((_, c) => matrix.map((r) => r[c])),
  matrix.map((r) => r.join(" ")).join("\n"),
);
for (const f of [
  () => new Array(-1),
  () => {
    a.length = -1;
  },
  () => {
    (a as any).length = 1.5;
  },
  () => [].reduce((x: any) => x),
  () => (null as any)[0],
  () => {
    (undefined as any)[0] = 1;
  },
  () => [1].map(5 as any),
  () => [1].sort(5 as any),
  () => [].concat.call(null),
  () => (a as any).nope(),
  () => (a[0] as any).x.y,
])
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.name + ": " + e.message);
  }
a.length = 0;
for (let i = 0; i < 10; i++) a[i] = i * i;
let sum = 0;
for (const v of a) sum += v;
for (let i = a.length - 1; i >= 0; i--) sum -= a[i];
console.log(sum, a);
const [x, , y = 7, ...z] = a;
console.log(x, y, z.length);
const q = [1, 2, 3, 4, 5, 6];
for (let i = 0; i < q.length; i++) if (q[i] % 2) q.splice(i--, 1);
console.log(q);
const same = q;
same.push(8);
console.log(q === same, q.length, [...q] === q, q.toString(), (q as any)["1"], (q as any)[-1], (q as any)["01"]);
(q as any).foo = "prop";
(q as any)[-1] = "neg";
console.log(q, q.length, Object.keys(q), "foo" in q, delete (q as any).foo, delete q[0], q);
