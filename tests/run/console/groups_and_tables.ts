// group indents, count counts, table draws boxes, dir takes a depth.
console.log("top");
console.group("G1");
console.log("in\nside");
console.group();
console.log({ a: 1, b: "x".repeat(70) });
console.groupEnd();
console.info("back");
console.groupCollapsed("G2", 5);
console.log([1, 2]);
console.groupEnd();
console.groupEnd();
console.groupEnd();
console.log("out");
console.count();
console.count("x");
console.count();
console.countReset();
console.count();
console.count("x");
console.dir({ a: { b: { c: { d: 1 } } } });
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.dir({ a: { b: { c: { d: { e: 1 } } } } }, { depth: null });
console.table([
  { a: 1, b: "x" },
  { a: 2, c: true },
]);
console.table([
  [1, 2],
  [3, 4, 5],
]);
console.table({ r1: { v: 1 }, r2: { v: "two" } });
console.table([1, "a", { x: 1 }]);
console.table([{ a: 1, b: 2 }], ["b"]);
console.table(5);
console.table("str");
console.table([]);
console.table(
  new Map([
    ["k", 1],
    ["l", 2],
  ]),
);
console.table(new Set([1, "s"]));
console.table([{ name: "日本", n: -1.5, nested: { a: 1 }, arr: [1, 2] }]);
console.dirxml({ a: 1 }, [2]);
console.log(typeof console.time, typeof console.timeEnd, typeof console.trace);
