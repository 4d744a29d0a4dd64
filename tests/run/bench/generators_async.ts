// Generators, iterators, promises and closures in bulk.
function* range(n: number) {
  for (let i = 0; i < n; i++) yield i;
}
function* filter<T>(it: Iterable<T>, p: (t: T) => boolean) {
  for (const x of it) if (p(x)) yield x;
}
let s = 0;
for (const x of filter(range(60000), (v) => v % 3 === 0)) s += x;
console.log(s);
let r = 0;
for (let i = 0; i < 5000; i++) {
  const [a, b, ...c] = range(5);
  r += a + b + c.length;
}
console.log(r);
const it = {
  *[Symbol.iterator]() {
    yield* range(1000);
    yield* [1, 2, 3];
  },
};
let k = 0;
for (let i = 0; i < 20; i++) for (const v of it) k += v;
console.log(k);
async function step(n: number): Promise<number> {
  return n % 2 ? n : await Promise.resolve(n * 2);
}
let t = 0;
for (let i = 0; i < 8000; i++) t += await step(i);
console.log(t);
console.log((await Promise.all(Array.from({ length: 2000 }, (_, i) => step(i)))).reduce((a, b) => a + b));
async function* agen(n: number) {
  for (let i = 0; i < n; i++) yield i;
}
let g = 0;
for await (const v of agen(4000)) g += v;
console.log(g);
