// Plain values survive a round trip through JSON.
const data = { id: 1, name: "x", tags: ["a", "b"], nested: { deep: { n: null } }, ok: true, price: 1.5 };
const text = JSON.stringify(data);
console.log(text);
const back = JSON.parse(text);
console.log(back, back.nested.deep.n === null, back !== data, JSON.stringify(back) === text);
console.log(
  JSON.stringify('quote " and \\ and \n'),
  JSON.stringify([undefined, () => 1, NaN]),
  JSON.stringify({ a: undefined }),
);
