// Loops that run on numbers for long and then meet another type stay exact.
const lie = <T>(v: unknown): T => v as T;
function step(a: number, b: number): number {
  return a + b;
}
let total: number = 0;
for (let i = 0; i < 20000; i++) total = step(total, i);
console.log(total);
total = step(total, lie("x"));
console.log(total);
for (let i = 0; i < 3; i++) total = step(total, i);
console.log(total);
const data: number[] = [];
for (let i = 0; i < 1000; i++) data.push(i);
const run = (d: number[]) => {
  let s = 0;
  for (let i = 0; i < d.length; i++) s = s + d[i] * 2;
  return s;
};
console.log(run(data));
data[500] = lie("500");
console.log(run(data));
data[500] = lie("z");
console.log(run(data));
data[500] = lie({
  valueOf() {
    return 1;
  },
});
console.log(run(data));
delete data[500];
console.log(run(data));
interface Rec {
  v: number;
  w: number;
}
const recs: Rec[] = [];
for (let i = 0; i < 300; i++)
  recs.push(i % 50 === 49 ? lie({ w: i, v: String(i) }) : i % 70 === 69 ? lie({ w: i }) : { v: i, w: 1 });
let cat = 0,
  bad = 0;
for (const r of recs) {
  const got = r.v + 1;
  if (typeof got === "number" && got === got) cat += got;
  else bad++;
}
console.log(cat, bad);
let int = 2147483600;
for (let i = 0; i < 100; i++) int++;
console.log(int, int | 0);
let prod: number = 1;
for (let i = 1; i <= 25; i++) prod *= i;
console.log(prod);
let down: number = 3;
const seen: unknown[] = [];
while (down > -2) {
  seen.push(down);
  down = down === 0 ? lie("-1") : down - 1;
}
console.log(seen, down);
function poly(x: number | string): number {
  return typeof x === "number" ? x * 2 : x.length;
}
let pt = 0;
for (let i = 0; i < 1000; i++) pt += poly(i % 3 === 0 ? "abc" : i);
console.log(pt);
let s: number = lie("");
for (let i = 0; i < 5; i++) s += i;
console.log(s, typeof s);
const big: number[] = [1, 2, 3];
let idx: number = 0;
const order: unknown[] = [];
for (idx = 0; idx < 3; idx++) {
  order.push(big[idx]);
  if (idx === 0) big[2] = lie("swap");
}
console.log(order);
class C {
  n: number = 0;
  tick(): number {
    return this.n++;
  }
}
const c = new C();
for (let i = 0; i < 1000; i++) c.tick();
c.n = lie("41");
console.log(c.tick(), c.n, c.tick(), c.n);
c.n = lie(undefined);
console.log(c.tick(), c.n);
