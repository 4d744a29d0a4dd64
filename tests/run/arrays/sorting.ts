// sort is stable, compares by text by default, and puts undefined and holes last.
const recs = Array.from({ length: 60 }, (_, i) => ({ k: (i * 7) % 5, i }));
console.log(
  recs
    .sort((a, b) => a.k - b.k)
    .map((r) => r.i)
    .join(),
);
console.log(
  [5, 25, 100, 1].sort(),
  [-1, -2, 0, 5].sort(),
  ["é", "e", "z", "Z"].sort(),
  [null, undefined, 3, "a", NaN, true].sort(),
  [[2], [10], [1, 5]].sort(),
);
console.log(
  [3, undefined, 1, , 2].sort((a, b) => b! - a!),
  [1, 2, 3].sort(() => 0),
  [1, 2, 3].sort((a, b) => (a < b) as any),
  [2, 1].sort(undefined),
);
const big: number[] = [];
let s = 7;
for (let i = 0; i < 5000; i++) {
  s = (s * 16807) % 2147483647;
  big.push(s % 1000);
}
const sorted = [...big].sort((a, b) => a - b);
let ok = true;
for (let i = 1; i < sorted.length; i++) if (sorted[i - 1] > sorted[i]) ok = false;
console.log(ok, sorted[0], sorted[2500], sorted[4999], big[0]);
const byText = [...big].sort();
console.log(byText.slice(0, 6), byText.slice(-3));
const words = "the quick brown fox jumps over the lazy dog".split(" ");
console.log(
  words.sort().join(),
  words.sort((a, b) => a.length - b.length).join(),
  words.sort((a, b) => b.localeCompare(a)).join(),
  words.sort((a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)).join(),
);
function quick(a: number[], lo = 0, hi = a.length - 1): number[] {
  if (lo < hi) {
    const p = a[(lo + hi) >> 1];
    let i = lo,
      j = hi;
    while (i <= j) {
      while (a[i] < p) i++;
      while (a[j] > p) j--;
      if (i <= j) {
        [a[i], a[j]] = [a[j], a[i]];
        i++;
        j--;
      }
    }
    quick(a, lo, j);
    quick(a, i, hi);
  }
  return a;
}
function merge(a: number[]): number[] {
  if (a.length < 2) return a;
  const m = a.length >> 1,
    l = merge(a.slice(0, m)),
    r = merge(a.slice(m)),
    o: number[] = [];
  let i = 0,
    j = 0;
  while (i < l.length || j < r.length) o.push(j >= r.length || (i < l.length && l[i] <= r[j]) ? l[i++] : r[j++]);
  return o;
}
function heap(a: number[]): number[] {
  const sift = (i: number, n: number) => {
    for (let c; (c = 2 * i + 1) < n; i = c) {
      if (c + 1 < n && a[c + 1] > a[c]) c++;
      if (a[i] >= a[c]) return;
      const t = a[i];
      a[i] = a[c];
      a[c] = t;
    }
  };
  for (let i = a.length >> 1; i >= 0; i--) sift(i, a.length);
  for (let n = a.length - 1; n > 0; n--) {
    const t = a[0];
    a[0] = a[n];
    a[n] = t;
    sift(0, n);
  }
  return a;
}
console.log([quick, merge, heap].map((f) => f([...big]).join() === sorted.join()).join());
const idx = big
  .slice(0, 10)
  .map((_, i) => i)
  .sort((a, b) => big[a] - big[b]);
console.log(idx);
function bsearch(a: number[], x: number): number {
  let lo = 0,
    hi = a.length;
  while (lo < hi) {
    const m = (lo + hi) >>> 1;
    if (a[m] < x) lo = m + 1;
    else hi = m;
  }
  return lo;
}
console.log([0, 100, 500, 999, 1500].map((x) => bsearch(sorted, x)).join());
try {
  [3, 2, 1].sort(() => {
    throw new Error("cmp");
  });
} catch (e: any) {
  console.log(e.message);
}
console.log(
  [1, 2].sort((() => "x") as any),
  [3, 1].sort((() => undefined) as any),
  [2, 3, 1].sort((a, b) => String(a - b) as any),
  Object.entries({ b: 2, a: 3, c: 1 }).sort(([, a], [, b]) => a - b),
);
const frozen = Object.freeze([2, 1]);
try {
  (frozen as any).sort();
} catch (e: any) {
  console.log(e.message);
}
console.log(
  frozen.toSorted(),
  [..."hello"].sort().join(""),
  [1, 10, 2].toSorted((a, b) => a - b),
  Array.prototype.sort.call({ length: 2, 0: "b", 1: "a" }),
);
