// Bit operators work on 32-bit integers after ToInt32 and ToUint32.
console.log(5 & 3, 5 | 3, 5 ^ 3, ~5, ~-1, ~~3.7, ~~-3.7, ~NaN, ~Infinity);
console.log(1 << 31, 1 << 32, 1 << 33, 1 << -1, -1 << 4, 3 << 30);
console.log(-1 >> 1, -1 >>> 0, -1 >>> 1, -1 >>> 31, -8 >> 1, -8 >>> 28, 8 >> 33);
console.log(
  (2 ** 32) | 0,
  (2 ** 32 + 5) | 0,
  (2 ** 31) | 0,
  (-(2 ** 31) - 1) | 0,
  1e20 | 0,
  -1e20 | 0,
  (2 ** 53) | 0,
  1.9 | 0,
  -1.9 | 0,
);
console.log((2 ** 32 + 7) >>> 0, -5.5 >>> 0, 1e10 >>> 0, NaN >>> 0);
console.log(
  ("12" as any) & 10,
  ("abc" as any) | 1,
  (null as any) | 4,
  (undefined as any) ^ 2,
  (true as any) << 3,
  ([] as any) | 9,
  ([6] as any) & 3,
  ({} as any) | 5,
);
let h = 0;
for (const ch of "hash me") h = ((h << 5) - h + ch.charCodeAt(0)) | 0;
console.log(h, h >>> 0, (h >>> 0).toString(16));
console.log(Math.imul(0xffffffff, 5), Math.imul(123456789, 987654321), Math.clz32(1), Math.clz32(0), Math.clz32(-1));
let x = 0xf0;
x &= 0x3c;
console.log(x);
x |= 1;
console.log(x);
x ^= 0xff;
console.log(x);
x <<= 20;
console.log(x);
x >>= 3;
console.log(x);
x <<= 5;
x >>>= 1;
console.log(x);
const pack = (r: number, g: number, b: number) => (r << 16) | (g << 8) | b;
console.log(pack(255, 128, 1), pack(255, 255, 255).toString(16), (pack(1, 2, 3) >> 8) & 0xff);
let bits = 0;
for (let v = 0xdeadbeef; v !== 0; v &= v - 1) bits++;
console.log(bits, 0xdeadbeef, 0xdeadbeef | 0, 0b1011, 0o17, 1_000_000);
let seed = 42;
const rnd: number[] = [];
for (let i = 0; i < 5; i++) {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  rnd.push(seed);
}
console.log(rnd.join());
