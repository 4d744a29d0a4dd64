// Objects print nested to a depth of two and break when long.
console.log({ a: 1, b: { c: 2, d: { e: 3, f: { g: 4 } } } }, [[[[1]]]]);
console.log({ name: "a longer name", description: "text that makes the line long", count: 12345 });
console.log({
  list: [1, 2, 3],
  text: "it's",
  quote: 'say "x"',
  nothing: null,
  missing: undefined,
  fn() {},
  arrow: () => 1,
});
console.log(
  [{ id: 1 }, { id: 2 }],
  [
    ["a", 1],
    ["b", 2],
  ],
  { a: {}, b: [] },
);
