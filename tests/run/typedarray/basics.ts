// Typed arrays clamp, wrap and round their elements and share buffers.
const u8 = new Uint8Array([1, 256, -1, 300.7, NaN]),
  i8 = new Int8Array([127, 128, 255, -129]),
  cl = new Uint8ClampedArray([-5, 300, 1.5, 2.5, NaN, 0.5]),
  u16 = Uint16Array.of(65536, 65537, -1),
  i16 = Int16Array.from([32768, 1]),
  u32 = new Uint32Array([-1, 2 ** 32, 1e10]),
  i32 = new Int32Array([2 ** 31, -1.9]),
  f32 = new Float32Array([0.1, 1e40, 16777217]),
  f64 = new Float64Array([0.1, NaN, -0]);
console.log(u8, i8, cl, u16, i16, u32, i32, f32, f64);
console.log(
  u8.length,
  u8.byteLength,
  i32.byteLength,
  i32.BYTES_PER_ELEMENT,
  Float64Array.BYTES_PER_ELEMENT,
  u8[0],
  u8[99],
  u8[-1],
  u8.at(-1),
  (u8 as any)["1.5"],
  5 in u8,
  "2" in u8,
);
u8[0] = 511;
u8[99] = 1;
(u8 as any)[1] = "7";
(u8 as any).foo = "prop";
console.log(u8, Object.keys(u8));
const buf = new ArrayBuffer(8),
  v8 = new Uint8Array(buf),
  v32 = new Uint32Array(buf, 4, 1),
  dv = new DataView(buf);
v32[0] = 0x01020304;
dv.setInt16(0, -2);
dv.setUint16(2, 0xabcd, true);
console.log(
  v8,
  buf,
  dv.getInt16(0),
  dv.getUint16(2),
  dv.getUint16(2, true),
  dv.getInt8(0),
  dv.getUint32(4, true).toString(16),
);
dv.setFloat32(0, 1.5);
dv.setFloat64(0, Math.PI);
console.log(
  dv.getFloat64(0),
  v8.join(),
  dv.byteLength,
  v8.subarray(2, 4),
  v8.slice(2, 4).buffer === buf,
  v8.subarray(1).byteOffset,
);
console.log(
  u16.map((x) => x * 2),
  i16.filter((x) => x > 0),
  u32.reduce((a, b) => a + b),
  Array.from(i8),
  [...i8],
  i8.toSorted(),
  new Float64Array([3, 1, NaN, -0, 0]).sort(),
  i8.indexOf(-1),
  i8.includes(127),
  i8.fill(9, 1, 2),
  i8.reverse(),
  i8.join("/"),
  i8.toString(),
  JSON.stringify(i8),
  Object.prototype.toString.call(i8),
  i8 instanceof Int8Array,
  ArrayBuffer.isView(i8),
  ArrayBuffer.isView(dv),
  Array.isArray(i8),
  i8.with(0, 5),
  f32.find((x) => x > 1),
  i8.entries().next(),
  i8.findLast((x) => x > 0),
);
const s = new Uint8Array(6);
s.set([1, 2, 3]);
s.set(new Uint8Array([9, 8]), 4);
s.copyWithin(2, 0, 2);
console.log(
  s,
  new Uint8Array(3),
  new Uint8Array(new Float32Array([1.9, -1])),
  new Uint8Array({ length: 2, 0: 5 } as any),
  new Uint8Array(new Set([1, 2]) as any),
  new Uint8Array(buf.slice(0, 2)).length,
  new Uint8Array([1, [2], "3"] as any),
);
for (const x of i16) console.log(x);
console.log(new Uint8Array(200), new Float32Array(2), [new Uint8Array([1])], { a: new Uint8Array(0) });
for (const f of [
  () => new Uint8Array(-1),
  () => new Uint32Array(buf, 1),
  () => new Uint32Array(new ArrayBuffer(7)),
  () => new Uint8Array(buf, 9),
  () => (Uint8Array as any)(1),
  () => dv.getInt32(6),
  () => s.set([1, 2, 3], 5),
  () => new ArrayBuffer(-1),
  () => dv.setInt8(-1, 0),
  () => (s as any).push(1),
  () => new DataView({} as any),
  () => Object.defineProperty(s, "0", { value: 1, writable: false }),
  () => Object.freeze(s),
  () => s.with(10, 1),
  () => Uint8Array.from(null as any),
  () => new BigInt64Array([1 as any]),
  () => Uint8Array.prototype.length,
])
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.name + ": " + e.message);
  }
const b64 = new BigInt64Array([2n ** 63n, -1n]),
  bu = new BigUint64Array(b64.buffer);
console.log(b64, bu);
const rs = new ArrayBuffer(4, { maxByteLength: 8 }),
  rv = new Uint8Array(rs);
rs.resize(8);
console.log(rv.length, rs.resizable, rs.byteLength);
const moved = rs.transfer();
console.log(rs.detached, rv.length, moved.byteLength);
let h = 0;
const big = new Uint32Array(10000);
for (let i = 0; i < big.length; i++) big[i] = Math.imul(i, 2654435761);
for (const x of big) h = (h ^ x) >>> 0;
console.log(h, big.subarray(9990).toSorted((a, b) => b - a)[0]);
const sieve = new Uint8Array(50000);
let primes = 0;
for (let i = 2; i < 50000; i++) {
  if (sieve[i]) continue;
  primes++;
  for (let j = i * 2; j < 50000; j += i) sieve[j] = 1;
}
console.log(primes);
