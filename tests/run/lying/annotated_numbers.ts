// A number annotation on a string, boolean or undefined changes nothing at run time.
function add(a: number, b: number): number {
  return a + b;
}
const lie = <T>(v: unknown): T => v as T;
console.log(
  add(lie("5"), 1),
  add(1, lie("5")),
  add(lie(true), 1),
  add(lie(null), 1),
  add(lie(undefined), 1),
  add(lie([1]), 2),
  add(lie({}), lie([])),
);
function mul(a: number, b: number): number {
  return a * b - 1;
}
console.log(mul(lie("6"), 7), mul(lie("x"), 7), mul(lie(null), 7), mul(lie([4]), lie("2")));
function loop(n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) s += i;
  return s;
}
console.log(loop(lie("4")), loop(lie("abc")), loop(lie({ valueOf: () => 3 })), loop(lie(true)));
function inc(n: number): number {
  n++;
  return n;
}
console.log(inc(lie("9")), inc(lie("z")), typeof inc(lie("1")));
function acc(xs: number[]): number {
  let t = 0;
  for (const x of xs) t += x;
  return t;
}
console.log(acc([1, 2, lie("3"), 4]), acc(lie("123")), acc(lie(new Set([1, 2]))));
class P {
  x: number = 0;
  y: number = 0;
  sum(): number {
    return this.x + this.y;
  }
}
const p = new P();
p.x = lie("a");
console.log(p.sum(), p);
p.y = lie(undefined);
console.log(p.sum());
p.x = 1;
p.y = 2;
console.log(p.sum());
function cmp(a: number, b: number): boolean {
  return a < b;
}
console.log(cmp(lie("10"), lie("9")), cmp(10, 9), cmp(lie("10"), 9), cmp(lie(undefined), 1));
function idx(xs: string[], i: number): string {
  return xs[i];
}
console.log(
  idx(["a", "b"], lie("1")),
  idx(["a"], lie("length")),
  idx(["a"], -1),
  idx(["a"], 0.5),
  idx(["a"], lie("01")),
  idx(lie("str"), 1),
);
function bit(a: number): number {
  return (a | 0) + (a >>> 1) + ~a;
}
console.log(bit(lie("7")), bit(lie(null)), bit(lie("q")), bit(1e12));
function neg(a: number): number {
  return -a;
}
console.log(neg(lie("3")), neg(lie([])), neg(lie("x")), neg(0));
function ret(): number {
  return lie("not a number");
}
const r: number = ret();
console.log(r + 1, typeof r, r.length);
interface Number {
  length: number;
}
