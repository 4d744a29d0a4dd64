// A Set holds each value once, in order of insertion.
const s = new Set<unknown>([3, 1, 3, "3", NaN, NaN]);
console.log(s.size, s.has(3), s.has("1"), s.add(1).size, s.delete(3), s.has(3));
for (const v of s) console.log(v);
console.log([...new Set("mississippi")].join(""), new Set([1, 2]).union(new Set([2, 3])).size);
