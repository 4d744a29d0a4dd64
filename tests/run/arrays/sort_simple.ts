// sort orders by text, or by the comparison it is given.
console.log(
  ["b", "c", "a"].sort(),
  [10, 9, 1].sort(),
  [10, 9, 1].sort((a, b) => a - b),
  [3, 1, 2].sort((a, b) => b - a),
  [1, 2, 3].reverse(),
);
const people = [
  { n: "A", a: 3 },
  { n: "B", a: 1 },
  { n: "C", a: 3 },
];
console.log(
  people
    .sort((x, y) => y.a - x.a)
    .map((p) => p.n)
    .join(),
  [2, 1].toSorted(),
  [1, 2].toReversed(),
);
