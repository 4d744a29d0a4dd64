// Doubles print with the shortest round-trip digits and the right exponent form.
const xs = [
  0,
  -0,
  1,
  -1,
  0.1,
  0.2,
  0.30000000000000004,
  1 / 3,
  2 / 3,
  100,
  1e5,
  123456789,
  1e20,
  1e21,
  1.5e21,
  123456789012345680000,
  1234567890123456800000,
  1e-5,
  1e-6,
  1e-7,
  1.5e-7,
  0.000001234,
  1e100,
  1e300,
  5e-324,
  1.7976931348623157e308,
  2.2250738585072014e-308,
  4.35,
  0.1 + 0.7,
  1.1 * 3,
  1e23,
  9.5e-8,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 64,
  2 ** -10,
  Math.PI,
  Math.E,
  1e16,
  12345.6789,
  0.5,
  1000000000000000128,
  4.9406564584124654e-324,
  8.41e21,
  9007199254740993,
  299792458.0,
  6.02214076e23,
  1.602176634e-19,
  NaN,
  Infinity,
  -Infinity,
];
console.log(xs.map(String).join(" "));
console.log(xs.map((x) => `${-x}`).join(" "));
console.log(xs.slice(0, 24));
for (const d of [0, 1, 2, 5, 10])
  console.log(
    [0, 1.5, 2.5, -1.5, 1.005, 123.456, 0.000001, 1e21, 99.995, -0.4, 1.45, 8.345, 1e-10, NaN, 0.5, -2.345]
      .map((x) => x.toFixed(d))
      .join(" "),
  );
for (const p of [1, 2, 5, 15, 21])
  console.log(
    [0, 1.5, 123.456, 0.00001234, 1e21, 99.99, 12345, -0.5, 1e-7, 0.1].map((x) => x.toPrecision(p)).join(" "),
  );
for (const e of [undefined, 0, 1, 4])
  console.log([0, 1.5, 123.456, 0.00001234, 1e21, 99.99, -0.5].map((x) => x.toExponential(e)).join(" "));
for (const r of [2, 3, 8, 16, 36])
  console.log([0, 255, -255, 0.5, 0.1, 1e21, 123.456, 2 ** 53, -0.75, NaN].map((x) => x.toString(r)).join(" "));
for (const f of [
  () => (1).toFixed(101),
  () => (1).toPrecision(0),
  () => (1).toString(1),
  () => (1).toExponential(-1),
  () => (Number.prototype.toFixed as any).call("x"),
  () => (Number.prototype.toString as any).call({}),
])
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.name, e.message);
  }
console.log(
  (25).toString(),
  (5).toString(),
  (1.0).toFixed(2),
  (1e21).toFixed(2),
  (-1.5).toFixed(0),
  (1234.5678).toFixed(2),
  (0.1).toFixed(20),
  (1e-20).toFixed(2),
  (123.456).toPrecision(4),
  1_000.5,
);
console.log(
  [1.0, 2.5, 1e3, 0x10, 0b11, 0o17, 0.5, 5, 1e-3, 1e3].join(),
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  Number.EPSILON,
  Number.MIN_VALUE,
  Number.MAX_VALUE,
);
let bits = 0.1,
  acc: string[] = [];
for (let i = 0; i < 12; i++) {
  bits = bits * 7.3 + 0.01;
  acc.push(String(bits));
}
console.log(acc.join(" "));
let tiny = 1,
  line: string[] = [];
for (let i = 0; i < 30; i++) {
  tiny /= 3;
  if (i % 3 === 0) line.push(String(tiny));
}
console.log(line.join(" "));
