// JSON goes to text and back.
const text = JSON.stringify({ a: [1, "two", null], b: { c: true } });
console.log(text, JSON.parse(text), JSON.stringify([1, 2], null, 2));
