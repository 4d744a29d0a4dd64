// defineProperty, freeze, seal and descriptors control what writes do.
const attempt = (n: string, f: () => unknown) => {
  try {
    console.log(n, "=>", f());
  } catch (e: any) {
    console.log(n, "=>", e.message);
  }
};
const o: any = {};
Object.defineProperty(o, "hidden", { value: 1 });
Object.defineProperty(o, "shown", { value: 2, enumerable: true, writable: true });
Object.defineProperty(o, "acc", {
  get() {
    return this._a ?? "unset";
  },
  set(v) {
    this._a = v;
  },
  configurable: true,
});
console.log(o, Object.keys(o), o.hidden, o.acc, (o.acc = 5), o.acc, Object.getOwnPropertyNames(o));
attempt("write hidden", () => {
  o.hidden = 2;
});
attempt("delete hidden", () => delete o.hidden);
attempt("redefine hidden", () => Object.defineProperty(o, "hidden", { value: 3 }));
attempt("same value", () => Object.defineProperty(o, "hidden", { value: 1 }) === o);
attempt("make getter", () => Object.defineProperty(o, "hidden", { get: () => 1 }));
attempt("redefine acc", () => Object.defineProperty(o, "acc", { value: "data" }).acc);
attempt("both", () => Object.defineProperty({}, "x", { get: () => 1, value: 2 } as any));
attempt("bad getter", () => Object.defineProperty({}, "x", { get: 5 as any }));
attempt("non object", () => Object.defineProperty(5 as any, "x", {}));
attempt("bad desc", () => Object.defineProperty({}, "x", 5 as any));
console.log(
  Object.getOwnPropertyDescriptor(o, "hidden"),
  Object.getOwnPropertyDescriptor(
    {
      get g() {
        return 1;
      },
    },
    "g",
  ),
  Object.getOwnPropertyDescriptor(o, "none"),
  Object.getOwnPropertyDescriptors({
    a: 1,
    get b() {
      return 2;
    },
  }),
);
const fz: any = Object.freeze({ a: 1, inner: { b: 2 }, arr: [1] });
fz.inner.b = 3;
fz.arr.push(2);
attempt("frozen write", () => {
  fz.a = 2;
});
attempt("frozen add", () => {
  fz.z = 2;
});
attempt("frozen delete", () => delete fz.a);
attempt("frozen proto", () => Object.setPrototypeOf(fz, {}));
console.log(
  fz,
  Object.isFrozen(fz),
  Object.isFrozen(fz.inner),
  Object.isSealed(fz),
  Object.isExtensible(fz),
  Object.isFrozen("x"),
  Object.freeze(5),
);
const sl: any = Object.seal({ a: 1 });
sl.a = 2;
attempt("sealed add", () => {
  sl.b = 1;
});
attempt("sealed delete", () => delete sl.a);
console.log(sl, Object.isSealed(sl), Object.isFrozen(sl));
const ne: any = Object.preventExtensions({ a: 1 });
attempt("ext add", () => {
  ne.b = 1;
});
attempt("ext delete", () => delete ne.a);
console.log(Object.isExtensible(ne), Object.isFrozen(ne));
const parent = {};
Object.defineProperty(parent, "ro", { value: 1 });
const child: any = Object.create(parent, { own: { value: "o", enumerable: true } });
attempt("inherited readonly", () => {
  child.ro = 2;
});
Object.defineProperty(child, "ro", { value: 3 });
console.log(child.ro, child, Object.getPrototypeOf(child) === parent);
const setter: any = Object.create({
  set x(v: any) {
    (this as any).got = v;
  },
});
setter.x = 9;
console.log(setter, Object.keys(setter));
class G {
  get only() {
    return 1;
  }
}
attempt("getter only", () => {
  (new G() as any).only = 2;
});
Object.defineProperties(o, { p1: { value: "a", enumerable: true }, p2: { get: () => "b", enumerable: true } });
console.log({ ...o }, JSON.stringify(o));
let order: string[] = [];
const tracker: any = {};
for (const k of ["b", "a", "1"])
  Object.defineProperty(tracker, k, {
    get() {
      order.push(k);
      return k;
    },
    enumerable: true,
  });
Object.values(tracker);
Object.entries(tracker);
({ ...tracker });
console.log(order.join(""));
console.log(
  Object.is(NaN, NaN),
  Object.is(0, -0),
  Object.entries("hi"),
  Object.getOwnPropertyNames("ab"),
  Object.prototype.propertyIsEnumerable.call([1], 0),
  {}.hasOwnProperty.call("abc", "length"),
  Object(1) instanceof Number,
  Object(null),
  typeof Object("s"),
);
attempt("keys null", () => Object.keys(null as any));
attempt("assign null", () => Object.assign(null as any, {}));
attempt("create", () => Object.create(5 as any));
attempt("cyclic", () => {
  const a = {},
    b = Object.create(a);
  Object.setPrototypeOf(a, b);
});
attempt("assign to frozen", () => Object.assign(Object.freeze({ a: 1 }), { a: 2 }));
attempt("symbol key", () => {
  const s = Symbol("sy"),
    f = Object.freeze({ [s]: 1 });
  (f as any)[s] = 2;
});
