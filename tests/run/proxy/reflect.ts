// Reflect mirrors the internal methods and reports success.
const o: any = {
  a: 1,
  get g() {
    return this.v;
  },
  set s(x: any) {
    this.got = x;
  },
};
console.log(
  Reflect.get(o, "a"),
  Reflect.get(o, "g", { v: "receiver" }),
  Reflect.set(o, "b", 2),
  Reflect.has(o, "b"),
  Reflect.deleteProperty(o, "b"),
  Reflect.ownKeys({ b: 1, 2: 1, a: 1, 1: 1, [Symbol("s")]: 1 }),
  Reflect.getPrototypeOf([]) === Array.prototype,
  Reflect.setPrototypeOf({}, null),
  Reflect.isExtensible(o),
  Reflect.preventExtensions({}),
  Reflect.apply(Math.max, null, [1, 3, 2]),
  Reflect.construct(Date, [0]) instanceof Date,
);
const recv: any = {};
Reflect.set(o, "s", 5, recv);
console.log(recv, o.got);
const fz = Object.freeze({ x: 1 });
console.log(
  Reflect.set(fz, "x", 2),
  Reflect.defineProperty(fz, "y", { value: 1 }),
  Reflect.deleteProperty(fz, "x"),
  Reflect.setPrototypeOf(fz, {}),
  Reflect.getOwnPropertyDescriptor(fz, "x"),
);
class A {
  n: string;
  constructor() {
    this.n = new.target.name;
  }
}
class B {}
console.log(
  Reflect.construct(A, [], B),
  Reflect.construct(A, [], B) instanceof B,
  Reflect.construct(
    function (this: any) {
      return new.target;
    } as any,
    [],
    Array,
  ) === Array,
);
for (const f of [
  () => Reflect.get(1 as any, "x"),
  () => Reflect.apply(5 as any, null, []),
  () => Reflect.ownKeys("s" as any),
  () => Reflect.apply(Math.max, null, 5 as any),
  () => Reflect.setPrototypeOf({}, 5 as any),
  () => Reflect.defineProperty({}, "x", 5 as any),
  () => Reflect.construct(A, [], 5 as any),
])
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.message);
  }
console.log(Object.prototype.toString.call(Reflect), Object.getOwnPropertyNames(Reflect).sort().join());
