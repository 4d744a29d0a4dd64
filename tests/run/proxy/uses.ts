// Proxies serve as defaults, validators, observers, negative indexes and revocable views.
const defaults = new Proxy({} as Record<string, number>, { get: (t, k) => (k in t ? (t as any)[k] : 0) });
defaults.x++;
defaults.y += 5;
console.log(defaults.x, defaults.y, defaults.zzz);
const neg = (a: any[]): any =>
  new Proxy(a, {
    get: (t, k, r) => (typeof k === "string" && /^-\d+$/.test(k) ? t[t.length + +k] : Reflect.get(t, k, r)),
  });
console.log(neg([1, 2, 3])[-1], neg([1, 2, 3]).length, neg([1, 2, 3]).slice(1));
const checked: any = new Proxy(
  {},
  {
    set(t: any, k, v) {
      if (k === "age" && typeof v !== "number") throw new TypeError(`age must be a number, got ${typeof v}`);
      t[k] = v;
      return true;
    },
    deleteProperty: () => false,
    has: (t, k) => !String(k).startsWith("_") && k in t,
    ownKeys: (t) => Reflect.ownKeys(t).filter((k) => !String(k).startsWith("_")),
  },
);
checked.age = 5;
checked._secret = 1;
for (const f of [
  () => {
    checked.age = "x";
  },
  () => delete checked.age,
])
  try {
    f();
  } catch (e: any) {
    console.log(e.message);
  }
console.log("_secret" in checked, Object.keys(checked), checked._secret);
const path: any = (parts: string[] = []): any =>
  new Proxy(() => {}, {
    get: (_, k) =>
      k === "toString" || k === Symbol.toPrimitive ? () => "/" + parts.join("/") : path([...parts, String(k)]),
    apply: (_, __, args) => path([...parts, ...args.map(String)]),
  });
console.log(String(path().users(5).posts), `${path().a.b.c}`);
const { proxy, revoke } = Proxy.revocable({ v: 1 } as any, {});
console.log(proxy.v);
revoke();
try {
  proxy.v;
} catch (e: any) {
  console.log(e.message);
}
console.log(typeof proxy);
for (const f of [
  () => new Proxy(1 as any, {}),
  () => new Proxy({}, null as any),
  () => (Proxy as any)({}, {}),
  () => new Proxy({}, { get: 5 as any } as any).x,
  () => {
    "use strict";
    (new Proxy({}, { set: () => false }) as any).x = 1;
  },
  () => new Proxy(Object.freeze({ a: 1 }), { get: () => 2 }).a,
  () => Object.keys(new Proxy({}, { ownKeys: () => [1] as any })),
  () => Object.getPrototypeOf(new Proxy({}, { getPrototypeOf: () => 5 as any })),
  () => new (new Proxy(() => {}, {}) as any)(),
  () => (new Proxy({}, {}) as any)(),
  () => new (new Proxy(class {}, { construct: () => 5 as any }) as any)(),
  () => Object.preventExtensions(new Proxy({}, { preventExtensions: () => true })),
  () => Object.defineProperty(new Proxy({}, { defineProperty: () => false }), "x", { value: 1 }),
])
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.name + ": " + e.message);
  }
class Base {
  #p = 1;
  get p() {
    return this.#p;
  }
  m() {
    return this instanceof Base;
  }
}
const bp: any = new Proxy(new Base(), {});
console.log(bp.m(), bp instanceof Base);
try {
  bp.p;
} catch (e: any) {
  console.log(e.message);
}
const obs: string[] = [];
const observe = (o: any): any =>
  new Proxy(o, {
    get: (t, k, r) => {
      const v = Reflect.get(t, k, r);
      return v && typeof v === "object" ? observe(v) : v;
    },
    set: (t, k, v, r) => {
      obs.push(`${String(k)}=${JSON.stringify(v)}`);
      return Reflect.set(t, k, v, r);
    },
  });
const st = observe({ a: { b: [1] } });
st.a.b.push(2);
st.a.c = 3;
console.log(obs);
const heir = Object.create(
  new Proxy(
    {},
    {
      get: (_, k, r) => `${String(k)} via ${r === heir}`,
      set(_, k, v, r) {
        obs.push("heir set");
        return Reflect.set({}, k, v, r);
      },
    },
  ),
);
console.log(heir.foo, ((heir.own = 1), heir.own), obs.at(-1));
console.log(
  new Proxy({ a: 1 }, {}),
  new Proxy([1, 2], {}),
  new Proxy(function named() {}, {}),
  new Proxy(class A {}, {}),
  [new Proxy({}, { get: () => 5 })],
  new Proxy(new Map([[1, 2]]), {}) instanceof Map,
);
