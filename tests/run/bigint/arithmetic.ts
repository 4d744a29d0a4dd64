// BigInt arithmetic is exact at any size and never mixes with numbers.
const a = 123456789012345678901234567890n,
  b = -987654321n;
console.log(
  a + b,
  a - b,
  a * b,
  a / b,
  a % b,
  -a,
  2n ** 200n,
  b ** 3n,
  7n / 2n,
  -7n / 2n,
  -7n % 2n,
  7n % -2n,
  0n,
  -0n,
  0xffn,
  0b101n,
  0o17n,
  1_000n,
);
console.log(
  5n & 3n,
  5n | 3n,
  5n ^ 3n,
  ~5n,
  -5n & 3n,
  -5n | 3n,
  -5n ^ 3n,
  1n << 100n,
  (1n << 100n) >> 98n,
  -1n >> 5n,
  -9n >> 1n,
  1n << -1n,
  5n >> -2n,
);
let i = 5n;
i++;
i += 2n;
i *= i;
i--;
i **= 2n;
i %= 1000n;
i <<= 3n;
i ^= 1n;
console.log(i, -i, typeof i);
console.log(
  1n < 2,
  2n > 1,
  1n == (1 as any),
  1n === (1 as any),
  2n > "1",
  1n == ("1" as any),
  10n > 9n,
  1n < 1.5,
  9007199254740993n > 9007199254740992,
  0n == ("" as any),
  !0n,
  1n ? "t" : "f",
  [3n, 1, 2n, 10n].sort().join(),
  [3n, 1n, 2n].sort((x, y) => (x < y ? -1 : 1)),
  1n + "s",
  `${5n}`,
  "x" + 2n,
  0n === -0n,
  Object.is(0n, -0n),
  5n == (5.5 as any),
  NaN < (1n as any),
  1n < Infinity,
);
console.log(
  BigInt(10),
  BigInt("0xff"),
  BigInt(" 12 "),
  BigInt(""),
  BigInt(true),
  BigInt(2 ** 60),
  BigInt("-5"),
  Number(2n ** 64n),
  Number(-5n),
  parseInt("12n"),
  Number(9007199254740993n),
  255n.toString(16),
  (-255n).toString(2),
  (10n ** 30n).toString(36),
  String(1n),
  BigInt.asIntN(8, 255n),
  BigInt.asUintN(8, -1n),
  BigInt.asIntN(64, 2n ** 63n),
  BigInt.asUintN(64, -1n),
  BigInt(Number.MAX_SAFE_INTEGER) + 2n,
);
for (const f of [
  () => (1n as any) + 1,
  () => 1n * (2 as any),
  () => +(1n as any),
  () => 1n / 0n,
  () => 1n % 0n,
  () => 2n ** -1n,
  () => BigInt(1.5),
  () => BigInt("x"),
  () => BigInt("1.5"),
  () => BigInt(undefined as any),
  () => BigInt(null as any),
  () => BigInt(Symbol() as any),
  () => Math.max(1n as any),
  () => 1n >>> (0n as any),
  () => JSON.stringify(1n),
  () => new (BigInt as any)(1),
  () => 1n & (1 as any),
  () => BigInt(NaN),
  () => BigInt.asIntN(-1, 1n),
  () => 5n.toString(1),
])
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.name + ": " + e.message);
  }
const fact = (n: bigint): bigint => (n < 2n ? 1n : n * fact(n - 1n));
console.log(fact(50n));
let [x, y] = [0n, 1n];
for (let k = 0; k < 300; k++) [x, y] = [y, x + y];
console.log(x);
const gcd = (p: bigint, q: bigint): bigint => (q ? gcd(q, p % q) : p);
console.log(gcd(2n ** 100n * 3n, 6n ** 40n));
const modpow = (base: bigint, e: bigint, m: bigint) => {
  let r = 1n;
  base %= m;
  while (e > 0n) {
    if (e & 1n) r = (r * base) % m;
    base = (base * base) % m;
    e >>= 1n;
  }
  return r;
};
console.log(modpow(3n, 10n ** 30n, 10n ** 18n + 9n));
let pi = 0n;
const one = 10n ** 60n;
const arctan = (n: bigint) => {
  let t = one / n,
    s = t,
    k = 3n,
    sign = -1n;
  while (t) {
    t /= n * n;
    s += (sign * t) / k;
    sign = -sign;
    k += 2n;
  }
  return s;
};
pi = 4n * (4n * arctan(5n) - arctan(239n));
console.log(pi);
console.log(
  [1n, { a: 2n }, new Map([[1n, 2n]])],
  new Map([[1n, "x"]]).get(1n),
  new Set([1n, 1n, 1]).size,
  [1n, 2n].includes(2n),
  [1n].indexOf(1 as any),
  { [5n as any]: 1 },
  [10, 20][1n as any],
  12345678901234567890n.toLocaleString === undefined,
  Object(1n),
  typeof Object(1n),
  2n ** 64n === 18446744073709551616n,
  isNaN === (1n as any),
);
