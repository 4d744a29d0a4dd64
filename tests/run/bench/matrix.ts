// Matrix products, transposes and determinants over arrays of arrays.
type M = number[][];
const make = (n: number, f: (i: number, j: number) => number): M =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => f(i, j)));
function mul(a: M, b: M): M {
  const n = a.length,
    out: M = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += a[i][k] * b[k][j];
      row.push(s);
    }
    out.push(row);
  }
  return out;
}
function det(m: M): number {
  const a = m.map((r) => [...r]);
  let d = 1;
  for (let c = 0; c < a.length; c++) {
    let p = c;
    for (let r = c + 1; r < a.length; r++) if (Math.abs(a[r][c]) > Math.abs(a[p][c])) p = r;
    if (a[p][c] === 0) return 0;
    if (p !== c) {
      [a[p], a[c]] = [a[c], a[p]];
      d = -d;
    }
    d *= a[c][c];
    for (let r = c + 1; r < a.length; r++) {
      const f = a[r][c] / a[c][c];
      for (let k = c; k < a.length; k++) a[r][k] -= f * a[c][k];
    }
  }
  return d;
}
const a = make(90, (i, j) => ((i * 31 + j * 17) % 23) - 11),
  b = make(90, (i, j) => (i === j ? 2 : 1 / (i + j + 1)));
const p = mul(mul(a, b), a);
let tr = 0;
for (let i = 0; i < 90; i++) tr += p[i][i];
console.log(tr, p[3][4], det(b), det(make(6, (i, j) => Math.sin(i * 6 + j))));
