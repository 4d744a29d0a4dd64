// split and join undo each other.
for (const [s, by] of [
  ["a,b,c", ","],
  ["abc", ""],
  ["a,,b", ","],
  ["", ","],
  ["no comma", ","],
  [",", ","],
] as const)
  console.log(s.split(by), s.split(by).join(by) === s);
console.log("a b c d".split(" ", 2), ["x", null, undefined, 1].join("|"), [1, [2, 3]].join(";"));
