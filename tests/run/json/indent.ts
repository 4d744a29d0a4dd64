// Indented JSON has a line for each entry.
console.log(JSON.stringify({ a: [1, 2, { b: null }], c: {}, d: [], e: "x" }, null, 2));
console.log(JSON.stringify([1, [2]], null, "\t"));
try {
  JSON.parse("{oops");
} catch (e) {
  console.log((e as Error).name);
}
