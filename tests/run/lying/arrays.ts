// Arrays typed as numbers may hold anything, including holes, and be anything.
const lie = <T>(v: unknown): T => v as T;
const xs: number[] = [1, 2, 3];
xs.push(lie("four"));
xs[5] = 6;
console.log(xs, xs.length, xs[4], xs[99], xs[-1]);
function sum(a: number[]): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i];
  return s;
}
console.log(
  sum([1, 2]),
  sum(xs),
  sum(lie("12")),
  sum(lie({ length: 2, 0: 5, 1: 6 })),
  sum(lie(5)),
  sum([1, , 3] as number[]),
  sum(lie([1, null, true, "x"])),
);
function max(a: number[]): number {
  let m = a[0];
  for (const v of a) if (v > m) m = v;
  return m;
}
console.log(max([3, 9, 1]), max(["b", "c", "a"] as any), max([2, "10", 9] as any), max([]));
function dot(a: number[], b: number[]): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i] * b[i];
  return s;
}
console.log(dot([1, 2], [3, 4]), dot([1, 2], [3]), dot([1, "2"] as any, ["3", 4] as any), dot([1], lie("9")));
const grid: number[][] = [[1, 2], lie("ab"), lie([["n"]])];
console.log(
  grid[1][0],
  grid[2][0],
  grid.map((r) => r.length),
);
try {
  console.log(grid[5][0]);
} catch (e: any) {
  console.log(e.message);
}
const strs: string[] = [1, 2, 3] as any;
console.log(
  strs.join("-"),
  strs.map((s) => s + 1),
  strs.indexOf("2"),
  strs.includes(lie(2)),
  strs.sort().length,
);
try {
  strs.map((s) => s.trim());
} catch (e: any) {
  console.log(e.message);
}
const sorted: number[] = [10, 9, 1, lie("5"), lie(undefined)];
console.log(
  sorted.sort((a, b) => a - b),
  [3, 20, 100].sort(),
);
function fill(n: number): number[] {
  const a: number[] = new Array(n);
  for (let i = 0; i < n; i += 2) a[i] = i;
  return a;
}
console.log(fill(5), fill(3).length);
xs.length = 2;
lie<any>(xs).extra = "prop";
xs[lie<number>("2")] = 30;
xs[lie<number>("key")] = 1;
console.log(xs, xs.length);
const doubles: number[] = [];
for (let i = 0; i < 5; i++) doubles.push(i * 1.5);
doubles[2] = lie("mid");
doubles[1] = lie({});
console.log(
  doubles,
  doubles.reduce((a, b) => a + b),
);
const frozen: number[] = lie(Object.freeze([1]));
try {
  frozen.push(2);
} catch (e: any) {
  console.log(e.message);
}
