// Object literals, property order, spread, computed keys and shorthand.
const name = "Ann",
  age = 3,
  key = "dyn";
const o: any = {
  name,
  age,
  [key + "1"]: 1,
  "quoted-key": 2,
  3: "three",
  1: "one",
  nested: { a: { b: [1, 2] } },
  method() {
    return this.name;
  },
  get twice() {
    return this.age * 2;
  },
  async am() {},
  *gm() {},
  __proto__: { inherited: true },
};
console.log(
  Object.keys(o),
  o.method(),
  o.twice,
  o.inherited,
  "inherited" in o,
  Object.hasOwn(o, "inherited"),
  o.dyn1,
  o["quoted-key"],
  o[3],
  o["1"],
);
const order: any = {};
order.z = 1;
order[10] = 1;
order.a = 1;
order[2] = 1;
order["-1"] = 1;
order["01"] = 1;
order[Symbol("s")] = 1;
order["4294967294"] = 1;
order["4294967295"] = 1;
order[1.5] = 1;
console.log(Object.keys(order), JSON.stringify(order), order);
delete order.z;
order.z = 2;
console.log(Object.keys(order).at(-1));
for (const k in order) if (k === "a") order.added = 1;
const base = { a: 1, b: 2, c: { deep: 1 } },
  copy = { ...base, b: 3, ...{ d: 4 }, ...null, ...[7] };
console.log(copy, copy.c === base.c, { ...{ a: 1 }, a: 2 }, { a: 2, ...{ a: 1 } });
const { a, ...rest } = copy;
console.log(a, rest);
console.log(
  Object.entries(base)
    .map(([k, v]) => k + "=" + v)
    .join("&"),
  Object.values("ab"),
  Object.keys([4, 5]),
  Object.assign({}, base, { a: 9 }, null, undefined, "xy"),
  Object.fromEntries([
    ["k", 1],
    ["l", 2],
  ]),
  Object.fromEntries(new Map([["m", 1]])),
);
const p: any = { x: 1 };
p.y = 2;
p["z"] = 3;
delete p.x;
p.x = "last";
p.fn = (q: number) => q + 1;
console.log(
  p,
  p.fn(1),
  Object.keys(p).length,
  p.nope,
  p?.nope?.x,
  "y" in p,
  p.hasOwnProperty("y"),
  p.toString(),
  String(p),
  p + "",
);
const dict = Object.create(null);
dict.a = 1;
dict.toString = 2;
dict.__proto__ = 3;
console.log(dict, Object.keys(dict), "hasOwnProperty" in dict);
const proto: any = {};
proto["__proto__"] = { sneaky: 1 };
console.log(
  proto.sneaky,
  Object.keys(proto),
  ({ ["__proto__"]: 5 } as any).__proto__,
  Object.keys({ ["__proto__"]: 5 }),
  JSON.parse('{"__proto__":1}').__proto__,
);
const dup = { a: 1, a2: 2, ["a"]: 3 } as any;
console.log(dup);
const undef = { u: undefined, n: null };
console.log(undef, "u" in undef, JSON.stringify(undef), Object.keys(undef).length);
const big: any = {};
for (let i = 0; i < 30; i++) big["k" + i] = i;
let t = 0;
for (const k in big) t += big[k];
console.log(t, Object.keys(big).length);
for (let i = 0; i < 30; i += 2) delete big["k" + i];
console.log(Object.keys(big).join());
for (let i = 0; i < 3; i++) {
  const shape: any = i === 0 ? { a: 1, b: 2 } : i === 1 ? { b: 2, a: 1 } : { a: 1 };
  console.log(shape.a, shape.b, Object.keys(shape).join());
}
const nums: Record<number, string> = { 5: "a", 3: "b" };
nums[4] = "c";
console.log(nums, Object.values(nums).join(""));
const counts: Record<string, number> = {};
for (const w of "a b a constructor b a toString".split(" ")) counts[w] = (Object.hasOwn(counts, w) ? counts[w] : 0) + 1;
console.log(counts);
const eq = (x: any, y: any): boolean =>
  x === y ||
  (typeof x === "object" &&
    typeof y === "object" &&
    x &&
    y &&
    Object.keys(x).length === Object.keys(y).length &&
    Object.keys(x).every((k) => eq(x[k], y[k])));
console.log(eq({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }), eq({ a: 1 }, { a: 2 }));
const self: any = { v: 1 };
self.me = self;
console.log(
  self.me.me.me.v,
  {
    toString() {
      return "custom";
    },
  } + "!",
  `${{ valueOf: () => 1 }}`,
  ({ valueOf: () => 41 } as any) + 1,
);
