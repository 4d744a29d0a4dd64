// Math functions give the same bits as V8.
const vs = [
  0,
  -0,
  0.5,
  -0.5,
  1,
  -1,
  1.5,
  2.5,
  -2.5,
  0.49999999999999994,
  4503599627370495.5,
  1e300,
  NaN,
  Infinity,
  -Infinity,
];
const fmt = (x: number) => (Object.is(x, -0) ? "-0" : String(x));
for (const f of ["floor", "ceil", "round", "trunc", "sign", "abs", "sqrt", "cbrt", "fround"] as const)
  console.log(f, vs.map((v) => fmt((Math as any)[f](v))).join(" "));
const ws = [0.1, 0.5, 1, 2, 3, 10, 100, 0.001, 1e-10, 50.25, 1e10];
for (const f of [
  "sin",
  "cos",
  "tan",
  "atan",
  "exp",
  "log",
  "log2",
  "log10",
  "log1p",
  "expm1",
  "sinh",
  "cosh",
  "tanh",
  "asinh",
] as const)
  console.log(f, ws.map((v) => (Math as any)[f](v)).join(" "));
for (const f of ["asin", "acos", "atanh"] as const)
  console.log(f, [-1, -0.5, 0, 0.1, 0.7, 1, 2].map((v) => fmt((Math as any)[f](v))).join(" "));
console.log("acosh", [0, 1, 1.5, 10, 1e10].map((v) => Math.acosh(v)).join(" "));
console.log(
  "pow",
  [
    [2, 0.5],
    [10, -5],
    [1.1, 100],
    [0, -1],
    [-0, -1],
    [-2, 3],
    [-2, 0.5],
    [NaN, 0],
    [1, Infinity],
    [0.5, 1074],
    [7, 13],
    [10, 308],
    [9.9, 9.9],
  ]
    .map(([a, b]) => fmt(Math.pow(a, b)) + "=" + fmt(a ** b))
    .join(" "),
);
console.log(
  "atan2",
  [
    [1, 1],
    [-1, -1],
    [0, -1],
    [-0, -1],
    [0, 0],
    [1, Infinity],
    [3, -4],
  ]
    .map(([a, b]) => fmt(Math.atan2(a, b)))
    .join(" "),
);
console.log(
  "hypot",
  Math.hypot(),
  Math.hypot(3, 4),
  Math.hypot(1, 2, 3),
  Math.hypot(NaN, Infinity),
  Math.hypot(1e200, 1e200),
  Math.hypot(-0),
);
console.log(
  "max",
  Math.max(),
  Math.min(),
  Math.max(1, 3, 2),
  Math.max(1, NaN),
  fmt(Math.max(-0, 0)),
  fmt(Math.min(0, -0)),
  Math.max("5" as any, 3),
  Math.max([2] as any),
  Math.max(...[4, 8, 1]),
  Math.min(1, undefined as any),
);
console.log(
  Math.imul(3, 4),
  Math.imul(-5, 12),
  Math.imul(0x7fffffff, 2),
  Math.clz32(0.5),
  Math.clz32(256),
  Math.clz32(-1),
  Math.abs("-3" as any),
  Math.abs(null as any),
  Math.round(-0.2),
  Math.round(2.4999999),
  Math.round(-3.5),
  Math.sqrt(-1),
  Math.sqrt(2),
);
console.log(Math.PI, Math.E, Math.LN2, Math.LN10, Math.LOG2E, Math.LOG10E, Math.SQRT2, Math.SQRT1_2);
const r = Math.random();
console.log(r >= 0 && r < 1, typeof r, Object.prototype.toString.call(Math));
let h = 0;
for (let i = 1; i < 2000; i++)
  h =
    (h * 31 +
      Math.floor(Math.sin(i) * 1e9) +
      Math.floor(Math.cos(i * 0.37) * 1e9) +
      Math.floor(Math.exp(i / 300) * 1e6) +
      Math.floor(Math.log(i) * 1e9)) %
    1000000007;
console.log(h);
let p = 0;
for (let i = 1; i < 500; i++)
  p =
    (p * 17 +
      Math.floor(Math.pow(i, 1.37) * 1e6) +
      Math.floor(Math.tan(i) * 1e6) +
      Math.floor(Math.atan2(i, 7) * 1e9)) %
    998244353;
console.log(p);
console.log(
  Math.sin(1e6),
  Math.cos(1e15),
  Math.tan(1.5707963267948966),
  Math.sin(Math.PI),
  Math.exp(1),
  Math.exp(-745),
  Math.exp(710),
  Math.log(0),
  Math.log(-1),
  Math.log10(1000),
  Math.log2(8),
  Math.cbrt(27),
  Math.cbrt(-8),
);
