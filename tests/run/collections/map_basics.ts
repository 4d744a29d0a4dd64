// A Map looks up by identity and counts its entries.
const key = { k: 1 };
const m = new Map<unknown, string>([
  [key, "object"],
  [1, "number"],
  ["1", "string"],
  [NaN, "nan"],
]);
console.log(m.get(key), m.get({ k: 1 }), m.get(1), m.get("1"), m.get(NaN), m.size, m.delete(1), m.has(1), m.size);
for (const [k, v] of m) console.log(typeof k, v);
m.forEach((v, k) => console.log(v, typeof k));
console.log([...m.keys()].length, [...m.values()].join());
m.clear();
console.log(m.size, m);
