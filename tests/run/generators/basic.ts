// Generators suspend at yield, take values from next and finish with return.
function* simple() {
  const a: number = yield 1;
  console.log("got", a);
  const b: number = yield a * 2;
  return a + b;
}
const g = simple();
console.log(g.next("ignored" as any), g.next(10), g.next(5), g.next());
function* fib(): Generator<number> {
  let [a, b] = [0, 1];
  for (;;) {
    yield a;
    [a, b] = [b, a + b];
  }
}
const firsts: number[] = [];
for (const f of fib()) {
  if (f > 50) break;
  firsts.push(f);
}
console.log(firsts.join());
function* take<T>(it: Iterable<T>, n: number) {
  let i = 0;
  for (const x of it) {
    if (i++ >= n) return;
    yield x;
  }
}
function* map<T, U>(it: Iterable<T>, f: (t: T) => U) {
  for (const x of it) yield f(x);
}
console.log([
  ...take(
    map(fib(), (x) => x * x),
    6,
  ),
]);
function* args(...xs: number[]) {
  for (const x of xs) {
    yield x;
    if (x === 2) yield* [20, 21];
  }
}
console.log([...args(1, 2, 3)]);
const o = {
  *m(this: any) {
    yield this.v;
    yield this.v + 1;
  },
  v: 5,
};
console.log([...o.m()]);
class Tree<T> {
  left?: Tree<T>;
  right?: Tree<T>;
  v: T;
  constructor(v: T, l?: Tree<T>, r?: Tree<T>) {
    this.v = v;
    this.left = l;
    this.right = r;
  }
  *[Symbol.iterator](): Generator<T> {
    if (this.left) yield* this.left;
    yield this.v;
    if (this.right) yield* this.right;
  }
}
console.log([...new Tree(4, new Tree(2, new Tree(1), new Tree(3)), new Tree(5))].join());
function* expr(): any {
  const x = (yield "a") + (yield "b");
  const arr = [yield "c", ...(yield "d")];
  return { x, arr, t: `${yield "e"}` };
}
const e = expr();
const sent = [undefined, 1, 2, 3, [4, 5], "six"];
let r: any;
const outs: any[] = [];
for (const s of sent) {
  r = e.next(s);
  outs.push(r.value);
}
console.log(outs, r.done);
function* empty() {}
console.log(empty().next(), [...empty()], empty()[Symbol.iterator]().next());
console.log(Object.prototype.toString.call(g), typeof simple, simple.constructor.name, g, simple);
try {
  new (simple as any)();
} catch (er: any) {
  console.log(er.message);
}
function* selfish(): any {
  try {
    it.next();
  } catch (er: any) {
    yield er.message;
  }
}
const it: any = selfish();
console.log(it.next().value);
function* lazyArgs(a = console.log("args evaluated")) {
  console.log("body");
  yield 1;
}
const la = lazyArgs();
console.log("created");
la.next();
const perm = function* (xs: string[]): Generator<string> {
  if (!xs.length) yield "";
  for (const x of xs) for (const p of perm(xs.filter((y) => y !== x))) yield x + p;
};
console.log([...perm(["a", "b", "c"])].join(" "));
