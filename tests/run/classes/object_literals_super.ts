// Object literal methods, accessors, computed names and __proto__ compose with classes.
const sym = Symbol("m");
let k = 0;
const o: any = {
  __proto__: {
    base() {
      return "base " + this.n;
    },
    get dbl() {
      return this.n * 2;
    },
  },
  n: 1,
  base() {
    return "own " + super.base();
  },
  get dbl() {
    return super.dbl + 100;
  },
  set dbl(v: number) {
    this.n = v;
  },
  [`k${k++}`]: k,
  [`k${k++}`]() {
    return k;
  },
  async *[sym]() {
    yield this.n;
  },
  "str method"() {
    return "s";
  },
  0.5() {
    return "half";
  },
  get [`g${k}`]() {
    return "computed getter";
  },
};
console.log(o.base(), o.dbl, (o.dbl = 5), o.n, o.k0, o.k1(), o.g2, o["str method"](), o[0.5](), Object.keys(o));
for await (const v of o[sym]()) console.log(v);
const order: string[] = [];
const key = (s: string) => (order.push("key " + s), s),
  val = (s: string) => (order.push("val " + s), s);
const ordered = {
  [key("a")]: val("1"),
  [key("b")]: val("2"),
  ...(order.push("spread"), { z: 1 }),
  [key("a")]: val("3"),
};
console.log(order.join(", "), ordered);
class C {
  static [key("s")] = val("static");
  [key("f")] = val("field");
  [key("m")]() {}
  static {
    order.push("block");
  }
}
order.length = 0;
new C();
console.log(order.join(), Object.getOwnPropertyNames(C.prototype), Object.keys(new C()));
const shorthand = { sym, k, o: { k } };
console.log(shorthand);
const fnProto = { __proto__: Function.prototype };
console.log(typeof (fnProto as any).call);
const nul = { __proto__: null, a: 1 } as any;
console.log(
  nul,
  "toString" in nul,
  { __proto__: Array.prototype } instanceof Array,
  ({ __proto__: 5 } as any).__proto__ === Object.prototype,
  Object.keys({ ["__proto__"]: 1 }),
);
const __proto__ = { sneaky: true };
console.log(Object.keys({ __proto__ }), ({ __proto__ } as any).sneaky);
const getterOnly = {
  get x() {
    return 1;
  },
};
try {
  (getterOnly as any).x = 2;
} catch (e: any) {
  console.log(e.message);
}
const redefined = {
  get p() {
    return "getter";
  },
  p: "data",
} as any;
console.log(redefined.p, Object.getOwnPropertyDescriptor(redefined, "p"));
const fnWithThis = {
  a: 1,
  f: function () {
    return (() => this.a)();
  },
  g() {
    return [1, 2].map((x) => x + this.a);
  },
  h: () => typeof this,
};
console.log(fnWithThis.f(), fnWithThis.g(), fnWithThis.h());
const counter = {
  n: 0,
  inc() {
    this.n++;
    return this;
  },
  [Symbol.toPrimitive]() {
    return this.n;
  },
};
console.log(+counter.inc().inc().inc(), (counter as any) > 2);
const { inc, ...withoutInc } = counter as any;
console.log(Object.keys(withoutInc), typeof inc);
const chained = {
  a: {
    b: {
      c() {
        return this === chained.a.b;
      },
    },
  },
};
console.log(chained.a.b.c(), chained["a"]["b"]["c"](), chained.a.b.c(), (0, chained.a.b.c)());
