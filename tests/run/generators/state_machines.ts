// Generators keep locals, loops, closures and try state across yields.
function* lexer(src: string): Generator<[string, string]> {
  let i = 0;
  while (i < src.length) {
    const c = src[i];
    if (c === " ") {
      i++;
      continue;
    }
    if (c >= "0" && c <= "9") {
      let s = "";
      while (i < src.length && src[i] >= "0" && src[i] <= "9") s += src[i++];
      yield ["num", s];
      continue;
    }
    if (/[a-z]/.test(c)) {
      const start = i;
      while (i < src.length && /[a-z0-9]/.test(src[i])) i++;
      yield ["id", src.slice(start, i)];
      continue;
    }
    yield ["op", c];
    i++;
  }
  yield ["end", ""];
}
console.log([...lexer("x1 = 12 + y*3")].map(([k, v]) => k + ":" + v).join(" "));
function* scheduler(tasks: [string, Generator<number>][]) {
  const q = [...tasks];
  while (q.length) {
    const t = q.shift()!;
    const r = t[1].next();
    if (!r.done) {
      yield `${t[0]}${r.value}`;
      q.push(t);
    }
  }
}
function* count(n: number) {
  for (let i = 1; i <= n; i++) yield i;
}
console.log(
  [
    ...scheduler([
      ["a", count(3)],
      ["b", count(1)],
      ["c", count(2)],
    ]),
  ].join(),
);
const fs: (() => number)[] = [];
function* caps() {
  for (let i = 0; i < 3; i++) {
    fs.push(() => i);
    yield i;
    i += 0;
  }
}
for (const _ of caps());
console.log(fs.map((f) => f()).join());
function* sw(n: number) {
  switch (n) {
    case 1:
      yield "one";
    case 2:
      yield "two";
      break;
    default:
      yield "many";
  }
  label: {
    yield "in";
    if (n === 2) break label;
    yield "still";
  }
  do {
    yield "do" + n--;
  } while (n > 0);
  for (const k in { p: 1, q: 2 }) yield k;
}
for (const n of [1, 2, 5]) console.log([...sw(n)].join());
function* nestedTry(): any {
  for (let i = 0; i < 2; i++) {
    try {
      try {
        yield i;
        throw new Error("e" + i);
      } finally {
        yield "f" + i;
      }
    } catch (e: any) {
      yield e.message;
    }
  }
}
console.log([...nestedTry()].join());
function* primes() {
  const found: number[] = [];
  for (let n = 2; ; n++) {
    if (found.every((p) => p * p > n || n % p)) {
      found.push(n);
      yield n;
    }
  }
}
function* takeWhile<T>(it: Iterable<T>, p: (t: T) => boolean) {
  for (const x of it) {
    if (!p(x)) return "stopped";
    yield x;
  }
}
console.log([...takeWhile(primes(), (p) => p < 40)].join());
function* zip<A, B>(a: Iterable<A>, b: Iterable<B>) {
  const ia = a[Symbol.iterator](),
    ib = b[Symbol.iterator]();
  for (;;) {
    const x = ia.next(),
      y = ib.next();
    if (x.done || y.done) return;
    yield [x.value, y.value] as const;
  }
}
console.log(new Map(zip("abc", count(10))));
function* accumulate(): Generator<number, void, number> {
  let t = 0;
  while (true) {
    const v = yield t;
    if (v === undefined) return;
    t += v;
  }
}
const acc = accumulate();
acc.next();
console.log(
  [5, 6, 7].map((x) => acc.next(x).value),
  acc.next(undefined as any),
);
function* big() {
  let s = 0;
  for (let i = 0; i < 100000; i++) {
    s += i;
    if (i % 25000 === 0) yield s;
  }
  return s;
}
let res;
const bg = big();
const parts = [];
while (!(res = bg.next()).done) parts.push(res.value);
console.log(parts, res.value);
function* flat(x: any): any {
  if (Array.isArray(x)) for (const y of x) yield* flat(y);
  else yield x;
}
console.log([...flat([1, [2, [3, [4]], 5]])].join());
function* locals(a: number, { b, c = a } = { b: 2 } as any, ...rest: number[]) {
  let x = a;
  yield x;
  x += b;
  yield x;
  {
    let x = 100;
    yield x + c;
  }
  yield x + rest.length;
}
console.log([...locals(1, undefined, 7, 8)]);
