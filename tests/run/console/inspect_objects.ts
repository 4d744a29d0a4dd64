// console.log lays out objects on one line up to 72 columns and breaks beyond.
console.log({}, { a: 1 }, { a: { b: { c: {} } } }, { a: { b: { c: { d: 1 } } } }, { a: [[[[1]]]] }, [
  { a: { b: { c: 1 } } },
]);
console.log({ a: 1, b: "two", c: true, d: null, e: undefined, f: -0, g: NaN, h: 1e21, i: 0.1 });
console.log({ aaaaaaaaaa: 1111111111, bbbbbbbbbb: 2222222222, cccccccccc: 3333333333, d: 12 });
console.log({ aaaaaaaaaa: 1111111111, bbbbbbbbbb: 2222222222, cccccccccc: 3333333333, dd: 123456 });
console.log({ a: "x".repeat(60) }, { a: "x".repeat(75) }, ["x".repeat(70)], ["x".repeat(80)]);
for (let n = 40; n < 52; n++) console.log({ k: "y".repeat(n), z: 1, w: [1] });
console.log({
  name: "Alice",
  address: { street: "1 Main", city: "X", geo: { lat: 1, lng: { deep: true } } },
  tags: ["a", "b"],
});
console.log({ one: { a: 1, b: 2, c: 3 }, two: { a: 1, b: 2, c: 3 }, three: { a: 1, b: 2, c: 3 }, four: { a: 1 } });
console.log({
  "a-b": 1,
  "c d": 2,
  3: 3,
  "4x": 4,
  $ok: 5,
  _ok: 6,
  "": 7,
  é: 8,
  "quote'd": 9,
  "new\nline": 10,
  [Symbol("s")]: 11,
  [Symbol()]: 12,
  [Symbol("with space")]: 13,
});
console.log(
  {
    s: "it's",
    d: 'say "hi"',
    b: `it's "both"`,
    all: `'"\``,
    nl: "a\nb",
    tab: "\t",
    esc: "\\",
    ctrl: "\x00\x1b\x7f",
    u: "é😀",
    lone: "\ud800",
  },
  ["it's"],
  "it's",
  "a\nb",
  ['a"b'],
);
console.log(
  [undefined, null, true, "s", 1, Symbol("x"), () => 1],
  [
    function named() {},
    class A {},
    class extends Array {},
    async () => {},
    function* g() {},
    async function* ag() {},
    class B extends Map {},
  ],
);
console.log(
  { f() {}, g: () => 1, h: function () {}, k: class {}, [Symbol.iterator]: function* () {} },
  (() => {
    const f: any = () => 1;
    f.x = 1;
    return f;
  })(),
  Object.assign(function withProps() {}, { a: 1, b: { c: 2 } }),
  class Static {
    static x = 1;
    static m() {}
  },
);
console.log(
  {
    get a() {
      return 1;
    },
    set a(v) {},
    get b() {
      return 2;
    },
    set c(v: any) {},
  },
  Object.create(null),
  Object.assign(Object.create(null), { x: 1 }),
  Object.create({ inherited: 1 }),
);
class P {
  x = 1;
  #hidden = 2;
  y = { z: [1] };
  get acc() {
    return 1;
  }
  method() {}
}
class Empty {}
class Q extends P {
  q = "q";
}
console.log(
  new P(),
  new Empty(),
  new Q(),
  [new P()],
  { p: new Empty() },
  new (class {})(),
  new (class {
    a = 1;
  })(),
);
class Null extends (Object.create(null) as any, Object) {}
console.log(new Null());
const c: any = { name: "c" };
c.self = c;
c.list = [c, { back: c }];
console.log(c);
const a: any = { n: 1 },
  b: any = { a };
a.b = b;
console.log(a, [a, b]);
const arr: any[] = [1];
arr.push(arr);
console.log(arr);
const m = new Map();
m.set("m", m);
console.log(m);
console.log(
  [new Number(3), new String("str"), new Boolean(false), Object(Symbol("boxed"))],
  new String("abc"),
  Object.assign(new Number(1), { x: 1 }),
  [Infinity, -Infinity, NaN, -0, 0],
);
console.log({ a: { b: { c: [], d: {}, e: new Map(), f: [1], g: new P() } } });
console.log([[], {}, [[]], [{}], { a: [] }, { a: {} }], [[[]]], [[[[]]]], [[[[1]]]]);
console.log(
  Array.from({ length: 3 }, (_, i) => ({ id: i, name: "item " + i, nested: { value: i * 10, flags: [true, false] } })),
);
console.log(
  { fn: { deep: { deeper: { deepest: 1 } } }, m: new Map([["k", { a: { b: { c: 1 } } }]]) },
  globalThis === (globalThis as any).globalThis,
);
const dup = { x: 1 };
console.log({ a: dup, b: dup, c: [dup, dup] });
console.log({ multi: "line one\nline two\nline three", long: "word ".repeat(20) });
console.log(["a".repeat(30), "b".repeat(30), "c".repeat(30)], { k1: "a".repeat(30), k2: "b".repeat(30) });
console.log({ a: 1, d: /re/g, e: [/x/], u: undefined });
