// == and === follow the abstract and strict comparison tables.
const values: [string, any][] = [
  ["0", 0],
  ["''", ""],
  ["'0'", "0"],
  ["false", false],
  ["null", null],
  ["undef", undefined],
  ["NaN", NaN],
  ["[]", []],
  ["[0]", [0]],
  ["'1'", "1"],
  ["1", 1],
  ["true", true],
  ["'a'", "a"],
  ["{}", {}],
];
for (const [name, v] of values) {
  let row = name.padEnd(6);
  for (const [, w] of values) row += (v == w ? (v === w ? "S" : "e") : ".") + " ";
  console.log(row.trimEnd());
}
const o = {};
console.log(
  o == o,
  o === {},
  "a" + "b" === "ab",
  new String("a") == "a",
  new String("a") === ("a" as any),
  (new String("a") as any) == new String("a"),
);
console.log(null == 0, null >= 0, null <= 0, null == false, undefined == 0, "" == (null as any));
console.log(
  " 12 " == (12 as any),
  "0x10" == (16 as any),
  "1e3" == (1000 as any),
  "\n" == (0 as any),
  "12px" == (12 as any),
  "Infinity" == (Infinity as any),
);
const box = {
  valueOf() {
    return 42;
  },
  toString() {
    return "text";
  },
};
console.log(
  (box as any) == 42,
  (box as any) == "text",
  (box as any) == "42",
  `${box}` === "text",
  (box as any) + "" === "42",
);
const sym = Symbol("s");
console.log(
  (sym as any) == sym,
  (sym as any) == "s",
  [1, 2] == ("1,2" as any),
  true == ("1" as any),
  true == ("true" as any),
);
console.log(0 !== -0, NaN !== NaN, NaN != NaN, null !== undefined, null != undefined);
