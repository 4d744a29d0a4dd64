// Map and Set keep entries in insertion order.
const m = new Map<string, number>();
m.set("b", 2);
m.set("a", 1);
m.set("b", 3);
console.log(m.size, m.get("b"), m.has("z"), m.get("z"), m);
for (const [k, v] of m) console.log(k, v);
const s = new Set([1, 2, 2, 3, 1]);
console.log(s.size, s.has(2), [...s], s);
