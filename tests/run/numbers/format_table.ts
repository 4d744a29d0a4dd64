// Numbers are written as V8 writes them in every radix and with every count of digits.
const numbers = [0, -0, 1, -1, 1.5, 0.1, 123.456, 1e21, 1e-7, 5e-324, 255, -255.5, 1234567.891, 0.000001, 1e300, NaN, Infinity, 99.995, 1.005, 2 ** 53, -1e-10, 4294967296, 0.5, 2.5, 1 / 3, 123456789.987654321, 1.7976931348623157e308];
const show = (f: () => string) => { try { return f(); } catch (e: any) { return e.name + ": " + e.message; } };
for (const n of numbers) {
  console.log(String(n), n.toLocaleString());
  for (const r of [2, 3, 7, 8, 16, 26, 36, 1, 37]) console.log(" radix", r, show(() => n.toString(r)));
  for (const d of [undefined, 0, 1, 2, 3, 10, 20, 21, 50, 100, 101, -1]) console.log(" ", d, show(() => n.toFixed(d)), show(() => n.toPrecision(d)), show(() => n.toExponential(d)));
}
for (const t of ["12", "  12  ", "0x1f", "1e3", "1e", "abc", "", "-5", "+5", "0b11", "Infinity", "-Infinity", "1_000", ".5", "5.", "12px", "0x", " \n", "1e1000", "-0", "0x20000000000003", "9007199254740993"]) console.log(JSON.stringify(t), Number(t), parseFloat(t), [undefined, 2, 8, 10, 16, 36, 37, 1].map((r) => parseInt(t, r)).join());
