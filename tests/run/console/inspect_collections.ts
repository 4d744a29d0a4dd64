// Maps, Sets, iterators, promises, symbols and boxed values have their own layouts.
console.log(
  new Map(),
  new Set(),
  new Map([["a", 1]]),
  new Set([1, "x"]),
  new Map<any, any>([
    [{ k: 1 }, [1, 2]],
    [null, undefined],
    [NaN, () => 1],
  ]),
  new Set([[1], { a: 1 }, new Set([new Map()])]),
);
console.log(new Map(Array.from({ length: 10 }, (_, i) => ["key" + i, i])));
console.log(new Set(Array.from({ length: 30 }, (_, i) => i)));
console.log(new Map(Array.from({ length: 105 }, (_, i) => [i, i])));
console.log(new Set(Array.from({ length: 110 }, (_, i) => "v" + i)));
console.log(
  { m: new Map([["x", { deep: { er: { est: 1 } } }]]), s: new Set([[[[1]]]]) },
  [new Map([[1, 2]])],
  new Map([[new Map([[1, 2]]), new Set([1])]]),
);
class M2 extends Map {
  extra = 1;
}
class S2 extends Set {}
console.log(
  new M2([[1, 2]]),
  new S2([1]),
  Object.assign(new Map([[1, 2]]), { prop: true }),
  Object.assign(new Set(), { p: 1 }),
);
console.log(
  new Map([["a", 1]]).keys(),
  new Map([["a", { b: 1 }]]).values(),
  new Map([["a", 1]]).entries(),
  new Set([1, 2]).values(),
  new Set([1]).entries(),
  [1, 2][Symbol.iterator](),
  "ab"[Symbol.iterator](),
  "a1".matchAll(/\d/g),
  (function* gen() {})(),
  new WeakMap(),
  new WeakSet(),
);
console.log(Promise.resolve({ a: 1 }), Promise.resolve([1, 2]), new Promise(() => {}), [Promise.resolve("s")], {
  p: Promise.resolve(undefined),
});
class MyP extends Promise<any> {}
console.log(
  MyP.resolve(1),
  Symbol("d"),
  [Symbol.iterator],
  Symbol.for("x"),
  { s: Symbol() },
  /re\/g/gi,
  Object.assign(/x/, { p: 1 }),
  [/a/],
);
console.log(
  Math,
  JSON,
  [Object("boxed str")],
  new (class Foo {
    get [Symbol.toStringTag]() {
      return "Bar";
    }
  })(),
  { [Symbol.toStringTag]: "Tag", v: 1 },
  new (class Same {
    get [Symbol.toStringTag]() {
      return "Same";
    }
  })(),
  Object.assign(Object.create({ [Symbol.toStringTag]: "Proto" }), { x: 1 }),
  Object.create(class X {}.prototype),
  Object.create(Object.create(null)),
);
class Cust {
  secret = 1;
  [Symbol.for("nodejs.util.inspect.custom")](depth: number, opts: any) {
    return `Cust<${depth},${typeof opts.stylize}>`;
  }
}
console.log(new Cust(), [new Cust()], { c: { d: new Cust() } }, `${new Cust()}`);
class CustObj {
  [Symbol.for("nodejs.util.inspect.custom")]() {
    return { shown: true, inner: [1] };
  }
}
console.log(new CustObj(), [new CustObj()]);
class J {
  toJSON() {
    return 1;
  }
  toString() {
    return "str";
  }
}
console.log(new J(), `${new J()}`, [new J()] + "");
function Old(this: any) {
  this.v = 1;
}
console.log(new (Old as any)(), Old, Old.prototype, [Old]);
Old.prototype.constructor = undefined;
console.log(new (Old as any)());
class K {
  static s = 1;
  static #p = 2;
  static {}
}
console.log(K, [K], { K }, class extends K {}, K.prototype, Object.getPrototypeOf(new K()));
const nf = Object.setPrototypeOf(() => 1, null);
console.log(
  typeof nf,
  Object.setPrototypeOf({ a: 1 }, K.prototype),
  Object.setPrototypeOf([1], null),
  Object.setPrototypeOf(new Map([[1, 2]]), null),
);
console.log([[[["deep"]]]], {
  l1: { l2: { l3: { l4: 1 }, arr: [1, [2]], m: new Map([[1, 2]]), d: class Z {}, f: () => 1 } },
});
console.log(
  Object.defineProperty({}, "nonEnum", { value: 1 }),
  Object.defineProperty([1], "hidden", { value: 1 }),
  Object.freeze({ a: 1 }),
  process.version.length > 3,
  new Array(5).fill({ same: 1 }),
);
console.log(
  Array.from(new Map([[1, { a: 1 }]])),
  Object.entries({ x: new Set([1]) }),
  [..."ab"].entries(),
  new Map([
    ["long key ".repeat(4), "long value ".repeat(4)],
    ["b", "c"],
  ]),
);
