// map, filter and reduce take functions.
const xs = [1, 2, 3, 4, 5, 6];
console.log(
  xs.map((x) => x * x),
  xs.filter((x) => x % 2 === 0),
  xs.reduce((a, b) => a + b, 0),
);
xs.forEach((x, i) => {
  if (i < 2) console.log(i, x);
});
console.log(
  xs
    .map((x) => x * 2)
    .filter((x) => x > 6)
    .join("-"),
);
