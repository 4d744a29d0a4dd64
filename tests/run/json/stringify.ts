// JSON.stringify handles indents, replacers, toJSON, escapes and odd values.
const o = {
  n: 1,
  s: 'a"b\\c\n\t\u0001é\u2028',
  b: true,
  nul: null,
  u: undefined,
  f() {},
  sym: Symbol("x"),
  nan: NaN,
  inf: -Infinity,
  arr: [1, undefined, () => 1, Symbol("y"), null, [], {}, NaN],
  nested: { a: {}, b: [], c: { d: [{ e: 1 }] } },
  neg: -0,
  big: 1e21,
  small: 1e-7,
};
console.log(JSON.stringify(o));
console.log(JSON.stringify(o, null, 2));
console.log(JSON.stringify(o.nested, null, "--"));
console.log(
  JSON.stringify({ a: [1] }, null, 20).length,
  JSON.stringify({ a: 1 }, null, "123456789012345"),
  JSON.stringify({ a: 1 }, null, 0),
  JSON.stringify([], null, 2),
  JSON.stringify({}, null, 2),
  JSON.stringify([[]], null, 1),
);
console.log(
  JSON.stringify(undefined),
  JSON.stringify(() => 1),
  JSON.stringify(Symbol()),
  JSON.stringify(null),
  JSON.stringify("s"),
  JSON.stringify(5),
  JSON.stringify(NaN),
  JSON.stringify(new Number(3)),
  JSON.stringify(new String("w")),
  JSON.stringify(Object(true)),
  JSON.stringify([new Number(1), Object("x")]),
);
console.log(
  JSON.stringify({ a: 1, b: { a: 2, c: 3 }, c: [{ a: 4, d: 5 }] }, ["a", "c"]),
  JSON.stringify({ 1: 1, 2: 2 }, [1] as any),
  JSON.stringify({ a: 1, b: "x", c: [2] }, (k, v) => (typeof v === "number" ? v * 10 : v)),
  JSON.stringify({ a: 1, secret: 2 }, (k, v) => (k === "secret" ? undefined : v)),
);
const calls: any[] = [];
JSON.stringify({ x: [5, { y: 1 }] }, function (this: any, k, v) {
  calls.push([k, Array.isArray(this) ? "array" : Object.keys(this).join()]);
  return v;
});
console.log(calls);
class D {
  constructor(v: number) {
    this.v = v;
  }
  v: number;
  toJSON(key: string) {
    return `D${this.v}@${key}`;
  }
}
console.log(
  JSON.stringify({ d: new D(1), list: [new D(2)] }),
  JSON.stringify(new D(3)),
  JSON.stringify({ toJSON: 5, a: 1 }),
  JSON.stringify({ toJSON: () => undefined }),
  JSON.stringify([{ toJSON: () => undefined }]),
  JSON.stringify({
    get g() {
      return "got";
    },
  }),
);
class P {
  a = 1;
  #p = 2;
  static s = 3;
  get acc() {
    return 1;
  }
  m() {}
}
console.log(
  JSON.stringify(new P()),
  JSON.stringify(new Map([[1, 2]])),
  JSON.stringify(new Set([1])),
  JSON.stringify(new Error("x")),
  JSON.stringify(/x/),
  JSON.stringify(Object.create({ inherited: 1 })),
  JSON.stringify({ 2: "b", 1: "a", z: 1, y: 2 }),
  JSON.stringify(Object.create(null)),
);
const cyc: any = { name: "c", child: { list: [] as any[] } };
cyc.child.list.push(cyc);
try {
  JSON.stringify(cyc);
} catch (e: any) {
  console.log(e.name, e.message.split("\n")[0]);
}
const self: any[] = [];
self.push(self);
try {
  JSON.stringify(self);
} catch (e: any) {
  console.log(e.message);
}
try {
  JSON.stringify({
    get x() {
      throw new Error("getter");
    },
  });
} catch (e: any) {
  console.log(e.message);
}
console.log(
  JSON.stringify("\ud800\udc00\ud800x\udc00"),
  JSON.stringify({ 'k"ey\n': 1, "": 2 }),
  JSON.stringify("\b\f\r\v\0\x7f\u00ad\ufeff/<>&'"),
  JSON.stringify(["😀"]),
  JSON.stringify({ é: "ü" }),
  Object.prototype.toString.call(JSON),
);
const deep: any = {};
let cur = deep;
for (let i = 0; i < 200; i++) cur = cur.n = {};
console.log(JSON.stringify(deep).length);
console.log(
  JSON.stringify([1.5, -2, 0.1, 100, 1e100, 123456789.123]),
  JSON.stringify({ a: [1, [2, [3]]], o: {} }, null, 1),
);
console.log(JSON.stringify(Array.from({ length: 5 }, (_, i) => ({ id: i, odd: !!(i % 2), name: `n${i}`, v: i / 4 }))));
