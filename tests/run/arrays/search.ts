// indexOf, includes, find and their relatives compare by their own rules.
const a = [1, "1", NaN, null, undefined, 1];
console.log(
  a.indexOf(1),
  a.lastIndexOf(1),
  a.indexOf("1"),
  a.indexOf(NaN),
  a.includes(NaN),
  a.includes(null),
  a.indexOf(9),
);
console.log(
  [5, 12, 8].find((x) => x > 6),
  [5, 12, 8].findIndex((x) => x > 6),
  [5, 12, 8].findLast((x) => x > 6),
  [5].find((x) => x > 6),
  [5, 6].some((x) => x === 6),
  [5, 6].every((x) => x > 5),
);
