// Integer arithmetic stays exact to 2**53 and crosses 31 and 32 bits without wrapping.
let i = 2147483640;
for (let k = 0; k < 12; k++) i++;
console.log(i);
let d = -2147483640;
for (let k = 0; k < 12; k++) d--;
console.log(d);
let m = 65535;
for (let k = 0; k < 4; k++) m *= 65535;
console.log(m);
let s = 0;
for (let k = 0; k < 70000; k++) s += k;
console.log(s, s | 0);
let p = 1;
const powers: number[] = [];
for (let k = 0; k < 70; k++) {
  if (k % 10 === 0) powers.push(p);
  p *= 2;
}
console.log(powers);
console.log(
  0x7fffffff + 1,
  -0x80000000 - 1,
  0xffffffff * 2,
  46341 * 46341,
  94906267 * 94906267,
  2 ** 53 - 1 + 1,
  2 ** 53 + 2,
);
const neg = (n: number) => -n,
  half = (n: number) => n / 2,
  mod = (a: number, b: number) => a % b;
console.log(neg(0), neg(-2147483648), half(7), half(-1), mod(-1, 5), mod(5, -3), mod(-2147483648, -1), mod(7, 0));
let f = 1;
for (let k = 1; k <= 22; k++) f *= k;
console.log(f);
function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
console.log(gcd(1071, 462), gcd(2 ** 40, 2 ** 20 * 3), gcd(17, 0));
const isPrime = (n: number) => {
  for (let k = 2; k * k <= n; k++) if (n % k === 0) return false;
  return n > 1;
};
console.log([2147483647, 2147483649, 1000000007, 999999].map(isPrime).join());
let x = 0;
for (let k = 0; k < 1000; k++) x = (x * 31 + k) % 1000000007;
console.log(x);
let y = 7;
for (let k = 0; k < 50; k++) y = (y * 1103515245 + 12345) % 2147483648;
console.log(y);
let z = 1;
for (let k = 0; k < 100; k++) z = (Math.imul(z, 1664525) + 1013904223) | 0;
console.log(z, z >>> 0);
const digits = (n: number): number[] => (n < 10 ? [n] : [...digits(Math.floor(n / 10)), n % 10]);
console.log(digits(9007199254740991).join(""), digits(120).length);
let zero = 0;
zero *= -1;
console.log(
  zero,
  1 / zero,
  zero + 0,
  Object.is(zero, -0),
  Math.round(-0.4),
  [-0],
  `${-0}`,
  JSON.stringify(-0),
  (-0).toFixed(1),
  -0 + "",
);
const arr = [10, 20, 30];
let idx = 1;
console.log(arr[idx++], arr[idx--], arr[idx - 1], arr[1.0], arr[-0], arr["1" as any], arr[4294967296], arr[NaN as any]);
for (let k = 0.5; k < 3; k++) console.log(k, k | 0, k % 1);
for (let k = 5; k-- > 3;) console.log(k);
let c = 0;
for (let k = 1; k < 1e9; k *= 10) c++;
console.log(c);
console.log(
  Number.MAX_SAFE_INTEGER % 2,
  -7 >> 1,
  -7 >>> 29,
  7.9 | 0,
  (2 ** 31) | 0,
  (2 ** 32) >>> 0,
  1e10 | 0,
  (1e10).toString(2).length,
  (5 / 2) | 0,
  (-5 / 2) | 0,
  Math.floor(-5 / 2),
  (0.1 + 0.2) * 10,
  1e15 + 0.3,
  123456789 * 987654321,
);
