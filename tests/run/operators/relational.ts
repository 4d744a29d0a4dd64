// Relational operators compare strings by code units and everything else by number.
console.log("a" < "b", "B" < "a", "10" < "9", "10" < (9 as any), (10 as any) < "9", "abc" < "abcd", "" < "a");
console.log(null! < 1, undefined! < 1, undefined! >= 0, NaN < 1, NaN >= 1, !(NaN < 1));
console.log("\u{1F600}" < "\uFFFF", "z" > "é", "Z" < "a", "a" <= "a");
console.log(
  ([2] as any) > 1,
  ("b" as any) > ["a"],
  ([1, 2] as any) < [1, 3],
  ({} as any) < ({} as any),
  ({} as any) <= ({} as any),
);
console.log((true as any) > false);
const order: string[] = [];
const a = {
    valueOf() {
      order.push("a");
      return 1;
    },
  },
  b = {
    valueOf() {
      order.push("b");
      return 2;
    },
  };
console.log((a as any) < (b as any), (a as any) > (b as any), (a as any) <= (b as any), order.join(""));
console.log("k" in { k: undefined }, "toString" in {}, 1 in [5, 6], 2 in [5, 6], "length" in [], Symbol.iterator in []);
try {
  console.log("x" in ("str" as any));
} catch (e: any) {
  console.log(e.message);
}
try {
  console.log({} instanceof (5 as any));
} catch (e: any) {
  console.log(e.message);
}
try {
  console.log({} instanceof ({} as any));
} catch (e: any) {
  console.log(e.message);
}
try {
  console.log((Symbol() as any) < 1);
} catch (e: any) {
  console.log(e.message);
}
class A {}
class B extends A {}
console.log(
  new B() instanceof A,
  new A() instanceof B,
  [] instanceof Object,
  (() => 1) instanceof Function,
  Object.create(null) instanceof Object,
);
console.log(1 < 2 < (3 as any), 3 > 2 > (1 as any), 1 < 3 && 3 > 2);
