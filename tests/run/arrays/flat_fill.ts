// flat, flatMap, fill, from and of build arrays.
console.log(
  [1, [2, [3]]].flat(),
  [1, [2, [3]]].flat(2),
  [1, 2].flatMap((x) => [x, x * 10]),
  new Array(3).fill(0),
  Array.of(1, 2),
  Array.from("abc"),
  Array.from({ length: 3 }, (_, i) => i * i),
);
console.log(
  [..."ab", ...[1]],
  [0, 1, 2].entries().next().value,
  [...["x"].entries()],
  Array.isArray([]),
  [1, 2, 3].copyWithin(0, 1),
);
