// Symbols are unique keys, and well-known symbols change conversions and iteration.
const a = Symbol("a"),
  b = Symbol("a"),
  c = Symbol();
console.log(
  a === b,
  a.toString(),
  a.description,
  c.description,
  String(c),
  typeof a,
  Symbol.for("k") === Symbol.for("k"),
  Symbol.keyFor(Symbol.for("k")),
  Symbol.keyFor(a),
  Symbol.iterator.description,
);
const o: any = { [a]: 1, [b]: 2, plain: 3, [Symbol.for("reg")]: { deep: true } };
console.log(
  o,
  o[a],
  o[b],
  Object.keys(o),
  Object.getOwnPropertySymbols(o).length,
  JSON.stringify(o),
  a in o,
  Object.getOwnPropertyNames(o),
);
for (const k in o) console.log("for-in", k);
console.log({ ...o }[a], Object.assign({}, o)[b], delete o[a], a in o);
class Money {
  constructor(n: number) {
    this.n = n;
  }
  n: number;
  [Symbol.toPrimitive](hint: string) {
    return hint === "number" ? this.n : hint === "string" ? `$${this.n}` : `default:${this.n}`;
  }
  get [Symbol.toStringTag]() {
    return "Money";
  }
  static [Symbol.hasInstance](x: any) {
    return typeof x?.n === "number";
  }
  *[Symbol.iterator]() {
    yield this.n;
    yield this.n * 2;
  }
}
const m: any = new Money(5);
console.log(
  +m,
  `${m}`,
  m + "",
  m * 2,
  m == "default:5",
  [...m],
  Object.prototype.toString.call(m),
  ({ n: 1 } as any) instanceof Money,
  (5 as any) instanceof Money,
  m < 6,
  Number(m),
  String(m),
  { [m]: 1 },
  m,
);
for (const f of [
  () => a + "",
  () => `${a as any}`,
  () => +(a as any),
  () => a + (1 as any),
  () => new (Symbol as any)(),
  () => Symbol.keyFor("x" as any),
  () => (({ [Symbol.toPrimitive]: () => ({}) }) as any) + 1,
  () => (({ [Symbol.toPrimitive]: 5 }) as any) + 1,
  () => Math.max(a as any),
])
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.name + ": " + e.message);
  }
console.log(
  !!a,
  a ? 1 : 2,
  a == (a as any),
  Object(a) == a,
  typeof Object(a),
  [a].includes(a),
  new Map([[a, 1]]).get(a),
  new Set([a, a, b]).size,
  a.valueOf() === a,
  [a, c],
  Object(a),
);
const enumLike = { RED: Symbol("red"), BLUE: Symbol("blue") } as const;
const nameOf = (s: symbol) => {
  switch (s) {
    case enumLike.RED:
      return "red!";
    case enumLike.BLUE:
      return "blue!";
    default:
      return "?";
  }
};
console.log(nameOf(enumLike.BLUE), nameOf(a));
const spread = {
  isConcatSpreadable: [1].concat({ length: 2, 0: "x", 1: "y", [Symbol.isConcatSpreadable]: true } as any),
  notSpread: [1].concat(Object.assign([2, 3], { [Symbol.isConcatSpreadable]: false }) as any).length,
};
console.log(spread);
class Splitter {
  [Symbol.split](s: string) {
    return s.length;
  }
  [Symbol.replace](s: string, r: string) {
    return s + r;
  }
  [Symbol.match](s: string) {
    return ["m", s];
  }
  [Symbol.search]() {
    return 42;
  }
}
console.log(
  "abc".split(new Splitter() as any),
  "abc".replace(new Splitter() as any, "!"),
  "abc".match(new Splitter() as any),
  "abc".search(new Splitter() as any),
);
const fn = {
  [a]() {
    return "sym method";
  },
  [Symbol("named")]: () => 1,
  get [b]() {
    return "getter";
  },
} as any;
console.log(fn[a](), fn[a].name, fn[b], fn);
class Hidden {
  [a] = "field";
  static [b] = "static";
}
console.log(new Hidden()[a], Hidden[b], new Hidden());
console.log(
  Object.getOwnPropertySymbols(Symbol.prototype).map(String),
  [Symbol.asyncIterator, Symbol.unscopables, Symbol.species].map((s) => s.toString()).join(),
);
