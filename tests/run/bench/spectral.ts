// Spectral norm and a small n-body keep every bit of their doubles.
const A = (i: number, j: number) => 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);
function mulAv(v: number[], t: boolean): number[] {
  const out: number[] = [];
  for (let i = 0; i < v.length; i++) {
    let s = 0;
    for (let j = 0; j < v.length; j++) s += (t ? A(j, i) : A(i, j)) * v[j];
    out.push(s);
  }
  return out;
}
let u: number[] = new Array(80).fill(1),
  v: number[] = [];
for (let i = 0; i < 8; i++) {
  v = mulAv(mulAv(u, false), true);
  u = mulAv(mulAv(v, false), true);
}
let vBv = 0,
  vv = 0;
for (let i = 0; i < 80; i++) {
  vBv += u[i] * v[i];
  vv += v[i] * v[i];
}
console.log(Math.sqrt(vBv / vv).toFixed(9), Math.sqrt(vBv / vv));
interface Body {
  p: [number, number];
  v: [number, number];
  m: number;
}
const bodies: Body[] = [
  { p: [0, 0], v: [0, 0], m: 1000 },
  { p: [10, 0], v: [0, 10], m: 1 },
  { p: [0, 20], v: [-7, 0], m: 2 },
];
for (let step = 0; step < 5000; step++) {
  for (const a of bodies)
    for (const b of bodies) {
      if (a === b) continue;
      const dx = b.p[0] - a.p[0],
        dy = b.p[1] - a.p[1],
        d2 = dx * dx + dy * dy + 0.01,
        f = (b.m / (d2 * Math.sqrt(d2))) * 0.001;
      a.v[0] += dx * f;
      a.v[1] += dy * f;
    }
  for (const b of bodies) {
    b.p[0] += b.v[0] * 0.001;
    b.p[1] += b.v[1] * 0.001;
  }
}
console.log(bodies);
let pi = 0;
for (let i = 0; i < 300000; i++) pi += (i % 2 ? -4 : 4) / (2 * i + 1);
console.log(pi, Math.PI - pi);
let x = 0.5;
for (let i = 0; i < 100; i++) x = 3.99 * x * (1 - x);
console.log(x);
