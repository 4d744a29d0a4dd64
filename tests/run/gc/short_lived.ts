// Millions of short-lived objects, arrays, closures and strings come and go.
class V {
  x: number;
  y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
  add(o: V) {
    return new V(this.x + o.x, this.y + o.y);
  }
}
let v = new V(0, 0);
for (let i = 0; i < 1500000; i++) v = v.add(new V(i % 3, 1));
console.log(v);
let t = 0;
for (let i = 0; i < 300000; i++) {
  const [a, b] = [i, i + 1];
  const o = { a, b, list: [a, b] };
  t += o.list.map((z) => z * 2)[1] - { ...o }.a;
}
console.log(t);
let s = 0;
for (let i = 0; i < 300000; i++) {
  const str = "item" + i + ":" + i * 7;
  s += str.length + str.slice(2, 5).length + `${i}`.length;
}
console.log(s);
let c = 0;
for (let i = 0; i < 300000; i++) {
  const f = (() => {
    const k = i;
    return () => k + c;
  })();
  c = f() % 1000;
}
console.log(c);
function* gen(n: number) {
  for (let i = 0; i < n; i++) yield { i };
}
let g = 0;
for (const { i } of gen(100000)) g += i;
console.log(g);
let m = 0;
for (let i = 0; i < 2000; i++) {
  const map = new Map<string, number[]>();
  for (let j = 0; j < 20; j++) map.set("k" + j, [i, j]);
  for (const [, [a, b]] of map) m += a * b;
}
console.log(m);
let e = 0;
for (let i = 0; i < 20000; i++) {
  try {
    throw new Error("e" + i);
  } catch (x: any) {
    e += x.message.length;
  }
}
console.log(e);
const rec = (n: number): any => (n === 0 ? null : { l: rec(n - 1), r: rec(n - 1) });
const count = (t: any): number => (t ? 1 + count(t.l) + count(t.r) : 0);
let trees = 0;
for (let i = 0; i < 20; i++) trees += count(rec(12));
console.log(trees);
let p: Promise<number> = Promise.resolve(0);
for (let i = 0; i < 20000; i++) p = p.then((x) => x + 1);
console.log(await p);
let js = 0;
for (let i = 0; i < 3000; i++) js += JSON.parse(JSON.stringify({ a: [i, { b: "x" + i }] })).a[1].b.length;
console.log(js);
