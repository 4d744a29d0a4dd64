// map, filter, reduce and friends pass value, index and array, and skip holes.
const xs = [5, 12, 8, 130, 44];
console.log(
  xs.map((x) => x * 2),
  xs.filter((x) => x > 10),
  xs.reduce((a, b) => a + b),
  xs.reduce((a, b) => a + b, "s" as any),
  xs.reduceRight((a, b) => a + "," + b, ""),
  xs.find((x) => x > 10),
  xs.findIndex((x) => x > 10),
  xs.findLast((x) => x > 10),
  xs.findLastIndex((x) => x > 1000),
  xs.some((x) => x > 100),
  xs.every((x) => x > 4),
  [].every(() => false),
  [].some(() => true),
);
const calls: any[] = [];
["a", "b"].forEach((v, i, arr) => calls.push([v, i, arr.length]));
console.log(
  calls,
  [1].forEach((x) => x),
);
const holes = [1, , 3, undefined];
let n = 0;
holes.forEach(() => n++);
console.log(
  n,
  holes.map((x) => 7),
  holes.filter(() => true),
  holes.reduce((a: any, b: any) => a + "|" + b, ""),
  holes.some((x) => x === undefined),
  holes.findIndex((x) => x === undefined),
  holes.indexOf(undefined),
  holes.includes(undefined),
  Object.keys(holes),
  [...holes],
  holes.join("-"),
  holes.every((x) => x !== 2),
);
console.log(
  ["1", "2", "3"].map(parseInt as any),
  ["1", "2"].map(Number),
  [0, 1, "", null, "x"].filter(Boolean),
  [3, 1, 2].toSorted(),
  [1, 2, 3].toReversed(),
  [1, 2, 3].with(1, 9),
  [1, 2, 3, 4].toSpliced(1, 2, "x" as any),
  xs,
);
const people = [
  { n: "Ann", a: 30, c: "R" },
  { n: "Bob", a: 25, c: "M" },
  { n: "Cy", a: 30, c: "M" },
  { n: "Di", a: 25, c: "R" },
];
console.log(
  people
    .toSorted((p, q) => p.a - q.a)
    .map((p) => p.n)
    .join(),
  people.map(({ n, ...r }) => r).length,
  people.reduce<Record<string, string[]>>((m, p) => {
    (m[p.c] ??= []).push(p.n);
    return m;
  }, {}),
  Object.groupBy(people, (p) => (p.a > 28 ? "old" : "young")),
  Math.max(...people.map((p) => p.a)),
);
const grow = [1, 2, 3];
let visited = 0;
grow.forEach((x) => {
  visited++;
  if (visited < 10) grow.push(x);
});
console.log(visited, grow.length);
const shrink = [1, 2, 3, 4];
const got: number[] = [];
shrink.forEach((x) => {
  got.push(x);
  shrink.pop();
});
console.log(got, shrink);
console.log(
  [1, 2, 3].map(
    function (this: any, x) {
      return this.m * x;
    },
    { m: 3 },
  ),
  Array.prototype.map.call("abc", (c) => c + c),
  Array.prototype.filter.call({ length: 3, 0: "a", 2: "c" }, () => true),
  [[1, 2], [3]].map(([a, b = 0]) => a + b),
  Array.from([1, 2, 3], (x) => x + 1),
);
const compose =
  (...fs: ((x: number) => number)[]) =>
  (x: number) =>
    fs.reduceRight((v, f) => f(v), x);
console.log(
  compose(
    (x) => x + 1,
    (x) => x * 2,
  )(5),
  [1, 2, 3, 4].filter((x, i, s) => s.indexOf(x) === i).length,
  [..."aab"].filter((c, i, s) => s.indexOf(c) === i).join(""),
);
try {
  [1, 2].forEach((x) => {
    if (x === 2) throw new Error("stop at " + x);
  });
} catch (e: any) {
  console.log(e.message);
}
try {
  [1, 2, 3].with(5, 0);
} catch (e: any) {
  console.log(e.name, e.message);
}
try {
  [1].toSorted("x" as any);
} catch (e: any) {
  console.log(e.name, e.message);
}
const lazyLog: string[] = [];
[1, 2, 3, 4].filter((x) => (lazyLog.push("f" + x), x % 2 === 0)).map((x) => (lazyLog.push("m" + x), x));
console.log(lazyLog.join());
console.log(
  [3, 4].entries().toArray(),
  [1, 2, 3, 4, 5].findLast((x) => x % 2 === 0),
  [1, [2, [3]]].flat(2).length,
  [
    [1, 2],
    [3, 4],
  ].flatMap((r) => r.map((v) => v * v)),
);
