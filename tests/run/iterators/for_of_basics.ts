// for-of walks arrays, strings, maps, sets, generators and own iterables.
for (const x of [1, 2]) console.log(x);
for (const c of "hé😀") console.log(c);
for (const [k, v] of new Map([["a", 1]])) console.log(k, v);
for (const v of new Set([1, 1, 2])) console.log(v);
const countdown = {
  from: 3,
  [Symbol.iterator]() {
    let n = this.from;
    return { next: () => (n > 0 ? { value: n--, done: false } : { value: undefined, done: true }) };
  },
};
for (const n of countdown) console.log(n);
console.log([...countdown], Math.max(...countdown));
const [first, ...others] = countdown;
console.log(first, others);
