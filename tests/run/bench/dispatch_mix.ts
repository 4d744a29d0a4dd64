// Virtual calls, interface calls, closures and property reads over mixed shapes.
interface Op {
  apply(x: number): number;
}
class Add implements Op {
  n: number;
  constructor(n: number) {
    this.n = n;
  }
  apply(x: number) {
    return x + this.n;
  }
}
class Mul implements Op {
  f: number;
  constructor(f: number) {
    this.f = f;
  }
  apply(x: number) {
    return (x * this.f) % 65537;
  }
}
class Neg implements Op {
  apply(x: number) {
    return 65537 - x;
  }
}
class Both implements Op {
  a: Op;
  b: Op;
  constructor(a: Op, b: Op) {
    this.a = a;
    this.b = b;
  }
  apply(x: number) {
    return this.b.apply(this.a.apply(x));
  }
}
const ops: Op[] = [];
for (let i = 0; i < 64; i++)
  ops.push(
    i % 4 === 0
      ? new Add(i)
      : i % 4 === 1
        ? new Mul(i)
        : i % 4 === 2
          ? new Neg()
          : i % 8 === 3
            ? new Both(ops[i - 1], ops[i - 2])
            : { apply: (x: number) => x ^ i },
  );
let x = 1;
for (let r = 0; r < 3000; r++) for (const op of ops) x = op.apply(x);
console.log(x);
const shapes = [
  { a: 1, b: 2 },
  { b: 3, a: 4 },
  { a: 5, c: 6, b: 7 },
  { z: 0, a: 8, b: 9 },
] as { a: number; b: number }[];
let t = 0;
for (let i = 0; i < 200000; i++) {
  const sh = shapes[i & 3];
  t = (t + sh.a * 3 + sh.b) % 10007;
  sh.a = (sh.a + 1) % 10;
}
console.log(t);
const table: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => (a * b) % 9973,
};
const names = Object.keys(table);
let acc = 1;
for (let i = 0; i < 100000; i++) acc = table[names[i % 3]](acc, i) % 99991;
console.log(acc);
