// Line breaking follows the start length, the entry count and the 76 and 80 columns.
for (let n = 1; n <= 8; n++)
  console.log(Object.fromEntries(Array.from({ length: n }, (_, i) => ["key" + i, "value " + i])));
for (let n = 10; n < 26; n += 3) console.log({ a: "x".repeat(n), b: "y".repeat(n), c: "z".repeat(n) });
for (let n = 0; n < 6; n++) console.log({ outer: { inner: { k: "v".repeat(n * 12), l: [n] } } });
for (let n = 60; n < 80; n += 2) console.log(["s".repeat(n), 1]);
for (let d = 0; d < 5; d++) {
  let o: any = { leaf: "value", n: 1 };
  for (let i = 0; i < d; i++) o = { ["level" + i]: o, other: i };
  console.log(o);
}
console.log("prefix that is long and comes before the object", { a: 1, b: 2, c: 3, d: "some text here", e: [1, 2, 3] });
console.log({
  id: 1,
  title: "A fairly long title for a record",
  done: false,
  tags: ["one", "two"],
  owner: { name: "N" },
});
console.log([
  { id: 1, name: "first item" },
  { id: 2, name: "second item" },
  { id: 3, name: "third item" },
]);
console.log({
  users: [{ name: "A", roles: ["admin", "dev"], meta: { k: [1, { z: 1 }] } }],
  total: 1,
  page: { size: 10, next: null },
});
console.log(
  { a: [1, 2, 3], b: [4, 5, 6], c: [7, 8, 9], d: [10, 11, 12], e: [13] },
  { a: { b: 1 }, c: { d: 2 }, e: { f: 3 }, g: { h: 4 }, i: { j: 5 }, k: { l: 6 } },
);
console.log(
  new Map([
    ["alpha", { a: 1, b: [1, 2] }],
    ["beta", { a: 2, b: [3, 4] }],
    ["gamma", { a: 3, b: [5, 6] }],
  ]),
);
console.log({ text: "a\nb", list: ["c\nd"], k: "e" }, { long: "l".repeat(100), s: 1 }, ["l".repeat(100)], {
  f: "l".repeat(76),
});
console.log({ a: "it's a 'quoted' string", b: 'and "double"', c: `and \`back\` 'single' "double"` });
class Rec {
  id = 7;
  label = "a label that is somewhat long";
  parent: Rec | null = null;
  children: Rec[] = [];
}
const r = new Rec();
r.children.push(new Rec());
r.children[0].parent = r;
console.log(r);
console.log([r.children], { r });
console.log(Object.fromEntries(Array.from({ length: 40 }, (_, i) => ["k" + i, i])));
console.log({ n: null, u: undefined, longKeyNumberOne: 1, longKeyNumberTwo: 2, longKeyNumberThree: 3 });
console.log(
  [
    ["a", 1],
    ["b", 2],
    ["c", 3],
    ["d", 4],
    ["e", 5],
    ["f", 6],
    ["g", 7],
  ],
  [[["x", "y"], "z"], { q: [["w"]] }],
);
console.log(
  [1.1, 2.2, 3.3, { a: 1 }, 5, 6, 7, 8],
  ["a", ["b"], "c", "d", "e", "f", "g"],
  [() => 1, function f() {}, class C {}, 1, 2, 3, 4],
);
console.log({ a: [{ b: { c: {} } }], e: [[[]]], f: [[[1]]] });
