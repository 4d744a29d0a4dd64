// Arrays group numbers in columns beyond six items and stop at one hundred.
console.log([], [1], [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7], [1.5, 22, 333, 4444, 55555, 6, 7, 8]);
console.log(Array.from({ length: 27 }, (_, i) => i));
console.log(Array.from({ length: 100 }, (_, i) => i * i));
console.log(Array.from({ length: 101 }, (_, i) => i));
console.log(Array.from({ length: 250 }, (_, i) => i % 7));
console.log(Array.from({ length: 10 }, (_, i) => "s" + i));
console.log(Array.from({ length: 30 }, (_, i) => "word" + "x".repeat(i % 5)));
console.log(Array.from({ length: 120 }, (_, i) => "k" + i));
console.log(["apple", "banana", "cherry", "date", "elderberry", "fig", "grape", "honeydew"]);
console.log(
  [-1, 2, -3, 4.25, -5.125, 6, 1e21, 7],
  [true, false, true, true, false, true, true, false],
  [null, undefined, null, undefined, null, undefined, null],
);
console.log([1, "a", 2, "b", 3, "c", 4, "d", 5], [1, 2, 3, 4, 5, 6, "x"]);
console.log(
  [
    [1, 2],
    [3, 4],
  ],
  [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
  Array.from({ length: 8 }, (_, i) => [i, i * 2]),
  Array.from({ length: 8 }, (_, i) => ({ i })),
);
console.log([[1, 2, [3, 4, [5, [6]]]], { a: { b: [1, 2] } }]);
console.log(
  [1, , 3],
  [, ,],
  [1, , , , 5],
  new Array(3),
  [undefined, , null],
  Object.assign([1, 2], { x: 1, "y-z": 2 }),
  Object.assign([], { only: "prop" }),
  Object.assign([1, , 2], { [-1]: "n" }),
);
console.log(
  Array.from({ length: 12 }, (_, i) => (i % 3 ? i : undefined)),
  ["a\nb", "c'd", 'e"f'],
  [["nested 'q'"]],
);
console.log(Array.from({ length: 7 }, (_, i) => "long string number " + i));
console.log(Array.from({ length: 20 }, (_, i) => i * 12345.678));
console.log(Array.from({ length: 9 }, (_, i) => [i]));
console.log({ list: Array.from({ length: 30 }, (_, i) => i), words: Array.from({ length: 12 }, (_, i) => "w" + i) });
console.log(
  [Array.from({ length: 10 }, (_, i) => i)],
  [[Array.from({ length: 10 }, (_, i) => i)]],
  [[[Array.from({ length: 10 }, (_, i) => i)]]],
);
console.log(
  Array.from({ length: 7 }, () => ({})),
  Array.from({ length: 7 }, () => []),
  Array(7).fill("x".repeat(15)),
  Array(7).fill("x".repeat(16)),
  Array(16).fill("é😀日本"),
);
console.log([1000000, 2, 30, 400, 5000, 60000, 700000, 8], ["a", "bb", "ccc", "dddd", "eeeee", "ffffff", "ggggggg"]);
console.log(Array.from({ length: 101 }, (_, i) => ({ i })).slice(95), Array.from({ length: 103 }, () => "same").length);
for (const n of [6, 7, 8, 15, 16, 17, 26, 36, 50]) console.log(Array.from({ length: n }, (_, i) => (i * 37) % 101));
console.log([..."abcdefghijklmnopqrstuvwxyz"], [..."hello"]);
console.log(Array.from({ length: 101 }, (_, i) => "item number " + i));
class Sub extends Array {}
console.log(
  Sub.from([1, 2, 3]),
  Sub.from(Array.from({ length: 8 }, (_, i) => i)),
  new Sub(),
  (function (...a: any[]) {
    return arguments;
  })(1, 2),
);
