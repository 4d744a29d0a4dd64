// Functions are values: stored, passed, returned, memoised, curried and composed.
const ops: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  max: Math.max,
};
console.log(
  Object.entries(ops)
    .map(([k, f]) => `${k}${f(7, 3)}`)
    .join(" "),
);
const pipe =
  (...fs: ((x: any) => any)[]) =>
  (x: any) =>
    fs.reduce((v, f) => f(v), x);
console.log(
  pipe(
    (s: string) => s.trim(),
    (s: string) => s.split(/\s+/),
    (a: string[]) => a.map((w) => w.length),
  )("  one three  fifteen "),
);
function memo<A extends unknown[], R>(f: (...a: A) => R) {
  const cache = new Map<string, R>();
  const g = (...a: A): R => {
    const k = JSON.stringify(a);
    if (!cache.has(k)) cache.set(k, f(...a));
    return cache.get(k)!;
  };
  g.cache = cache;
  return g;
}
let calls = 0;
const slow = memo((a: number, b: number) => {
  calls++;
  return a ** b;
});
console.log(slow(2, 3), slow(2, 3), slow(3, 2), calls, slow.cache.size);
const curry = (f: (...a: any[]) => any) => {
  const go = (...a: any[]): any => (a.length >= f.length ? f(...a) : (...b: any[]) => go(...a, ...b));
  return go;
};
console.log(
  curry((a, b, c) => a + b + c)(1)(2)(3),
  curry((a, b, c) => a + b + c)(1, 2)(3),
  [1, 2, 3].map(curry((a, b) => a * b)(10) as any),
);
const partial =
    (f: Function, ...a: any[]) =>
    (...b: any[]) =>
      f(...a, ...b),
  flip = (f: Function) => (a: any, b: any) => f(b, a),
  once = (f: Function) => {
    let done = false,
      v: any;
    return (...a: any[]) => (done ? v : ((done = true), (v = f(...a))));
  };
console.log(
  partial(Math.max, 5)(3, 9),
  flip((a: number, b: number) => a - b)(1, 10),
  (() => {
    let n = 0;
    const f = once(() => ++n);
    f();
    f();
    return n;
  })(),
);
const events: Record<string, Function[]> = {};
const on = (e: string, f: Function) => {
    (events[e] ??= []).push(f);
    return () => {
      events[e] = events[e].filter((g) => g !== f);
    };
  },
  emit = (e: string, ...a: any[]) => (events[e] ?? []).map((f) => f(...a));
const off = on("x", (v: number) => v + 1);
on("x", (v: number, w: number) => v * w);
console.log(emit("x", 4, 5), emit("none"), (off(), emit("x", 4, 5)));
function walk(tree: any, visit: (v: any, path: string) => void, path = "$"): void {
  visit(tree, path);
  if (tree && typeof tree === "object") for (const k of Object.keys(tree)) walk(tree[k], visit, `${path}.${k}`);
}
const seen: string[] = [];
walk({ a: [1, { b: null }], c: "s" }, (v, p) => typeof v !== "object" && seen.push(`${p}=${v}`));
console.log(seen);
const sorter =
  <T>(...keys: ((t: T) => any)[]) =>
  (a: T, b: T) => {
    for (const k of keys) {
      const [x, y] = [k(a), k(b)];
      if (x < y) return -1;
      if (x > y) return 1;
    }
    return 0;
  };
console.log(
  [
    { n: "b", v: 1 },
    { n: "a", v: 2 },
    { n: "a", v: 1 },
  ].sort(
    sorter(
      (o) => o.n,
      (o) => -o.v,
    ),
  ),
);
const range = (n: number, f = (i: number) => i) => Array.from({ length: n }, (_, i) => f(i)),
  zip = (...as: any[][]) => as[0].map((_, i) => as.map((a) => a[i])),
  chunk = <T>(a: T[], n: number): T[][] => (a.length ? [a.slice(0, n), ...chunk(a.slice(n), n)] : []),
  uniq = <T>(a: T[]) => [...new Set(a)],
  partition = <T>(a: T[], p: (t: T) => boolean) =>
    a.reduce<[T[], T[]]>((r, x) => (r[p(x) ? 0 : 1].push(x), r), [[], []]);
console.log(
  range(4, (i) => i * i),
  zip([1, 2], ["a", "b"]),
  chunk(range(5), 2),
  uniq([1, 1, 2]),
  partition(range(6), (x) => x % 2 === 0),
);
const trampoline =
  (f: any) =>
  (...a: any[]) => {
    let r = f(...a);
    while (typeof r === "function") r = r();
    return r;
  };
const sumTo = trampoline(function s(n: number, acc = 0): any {
  return n === 0 ? acc : () => s(n - 1, acc + n);
});
console.log(sumTo(50000));
const self = (f: any) => f(f);
console.log(
  self(
    (f: any) =>
      (n: number): number =>
        n < 2 ? 1 : n * f(f)(n - 1),
  )(6),
);
(function iife(this: any, ...a: any[]) {
  console.log(a.length, typeof this, iife.name);
})(1, 2);
console.log(
  [1, 2, 3].map(String),
  ["1", "x"].map(Number),
  ["a"].map(Symbol as any).length,
  [[1, 2]].map(([a, b]) => a + b),
  [3, 1].map(Math.sqrt)[1],
);
