// A memo in a Map, an array and an object agree on Collatz lengths.
const memo = new Map<number, number>([[1, 1]]);
function len(n: number): number {
  const got = memo.get(n);
  if (got !== undefined) return got;
  const r = 1 + len(n % 2 === 0 ? n / 2 : 3 * n + 1);
  memo.set(n, r);
  return r;
}
let best = 0,
  at = 0;
for (let i = 1; i < 30000; i++) {
  const l = len(i);
  if (l > best) {
    best = l;
    at = i;
  }
}
console.log(best, at, memo.size);
const arr: number[] = [0, 1];
for (let i = 2; i < 30000; i++) {
  let n = i,
    c = 0;
  while (n >= i) {
    n = n & 1 ? 3 * n + 1 : n / 2;
    c++;
  }
  arr[i] = c + arr[n];
}
console.log(Math.max(...arr), arr.indexOf(best));
const obj: Record<string, number> = { 1: 1 };
function olen(n: number): number {
  return (obj[n] ??= 1 + olen(n % 2 ? 3 * n + 1 : n / 2));
}
for (let i = 1; i < 2000; i++) olen(i);
console.log(obj[1999], Object.keys(obj).length);
