// console.log substitutes %s %d %i %f %j %o %O %c and joins what remains.
console.log("%s is %d years and %i, %f", "Bob", 42.5, 42.9, "3.14", "extra", { a: 1 });
console.log("%j %j", { a: [1, "x"] }, undefined, 5);
console.log("100%", 5, "50%% %s", "x");
console.log("%% %s %% %d", "a", 1);
console.log("%s", "only", "%s", "not again");
console.log("no args %s %d");
console.log("%x %", 1);
console.log("%c styled", "color: red", "after");
console.log("%s", null, undefined, true);
console.log("%s %s %s %s", null, undefined, true, Symbol("q"));
console.log(
  "%s|%s|%s|%s",
  { a: 1, b: { c: { d: 1 } } },
  [1, [2, [3]]],
  new (class B {
    x = 1;
  })(),
  new (class C {
    toString() {
      return "custom C";
    }
  })(),
);
console.log("%s %s %s %s", -0, 1e21, NaN, "str");
console.log("%d %d %d %d %d %d", "12", "x", {}, null, -0, [5]);
console.log("%i %i %i %i", "12.7px", -3.9, {}, Symbol.iterator);
console.log("%f %f %f", "1.50abc", "x", {});
console.log("%d %i %f", Symbol("s"), 5, 6);
console.log("%o", { a: 1, f: [1, 2] });
console.log("%O %O", { a: { b: { c: { d: { e: 1 } } } } }, [1, "s"]);
console.log("%o", [1, { x: "y" }]);
console.log("%O", "str", "%o", "str");
console.log(
  "%j",
  (() => {
    const c: any = {};
    c.c = c;
    return c;
  })(),
);
console.log("%j", {
  toJSON() {
    return "json!";
  },
});
console.log("%s", new Error("err message").message);
console.log("a", "b\n", "c", 1, [2], "d");
console.log();
console.log("");
console.log(" ");
console.log("x", undefined);
console.log(null, undefined, "");
console.log("%s");
console.log("%", "a");
console.log("%5d", 3);
console.log(5, "%s", "x");
console.log({ a: "%s" }, "x");
console.log("%s%s%s", 1, 2);
console.log("%s\n%s", "two", "lines");
console.log("%s", ["a", "it's"], { s: "it's" });
console.log("%s", Object.create(null), new Map([[1, 2]]), new Set());
console.log("%s %s", new Map([[1, { a: 1 }]]), new Set(["x"]));
console.log("unicode ✓ %s", "日本");
console.log("tab\there", ["tab\there"]);
console.log(-0, [-0], "" + -0, `${-0}`, "%d", -0);
console.log("%s", -0, "%s");
console.log("%d %i %s %j", 10, 20, 30, 40);
console.log("a%sb%sc", "-");
console.log("%s", "a", "b", { c: "d" }, ["e"]);
console.log("%o", () => 1);
console.log("%O", class Foo {});
