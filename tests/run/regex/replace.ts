// replace takes patterns, groups and functions.
console.log(
  "aabb".replace(/a/, "x"),
  "aabb".replace(/a/g, "x"),
  "a-b".replace(/(\w)-(\w)/, "$2-$1"),
  "cost: 5".replace(/\d/, (d) => String(Number(d) * 2)),
  "hello".replace(/l/g, (m, at) => m.toUpperCase() + at),
);
console.log(
  "2024-05".replace(/(?<y>\d+)-(?<m>\d+)/, "$<m>/$<y>"),
  "a b  c".split(/\s+/),
  "a1b2".split(/\d/),
  "abc".replaceAll(/b|c/g, "."),
);
