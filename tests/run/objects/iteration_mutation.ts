// Objects change shape while being used and every reader sees the current shape.
const get = (o: any) => o.v;
const objs: any[] = [
  { v: 1 },
  { a: 0, v: 2 },
  { v: "3", b: 1 },
  Object.create({ v: 4 }),
  {
    get v() {
      return 5;
    },
  },
  [6],
  "str",
  new (class {
    v = 7;
  })(),
  Object.freeze({ v: 8 }),
  { v: undefined },
  Object.assign(() => 1, { v: 9 }),
];
console.log(objs.map(get));
console.log(objs.map(get).length, get({ v: null }), get(Object.create(null, { v: { value: 10 } })));
const point: any = { x: 1, y: 2 };
const sum = () => point.x + point.y;
console.log(sum());
point.x = "s";
console.log(sum());
delete point.y;
console.log(sum());
point.y = 1.5;
console.log(sum());
Object.defineProperty(point, "x", { get: () => 40 });
console.log(sum());
Object.setPrototypeOf(point, { z: 9 });
console.log(point.z, sum());
class Node_ {
  next?: Node_;
  value: any;
  constructor(v: any) {
    this.value = v;
  }
}
const list = [1, "two", { three: 3 }, [4], null].map((v) => new Node_(v));
list.forEach((n, i) => {
  n.next = list[(i + 1) % list.length];
});
let n: Node_ = list[0];
const vals: any[] = [];
for (let i = 0; i < 7; i++) {
  vals.push(n.value);
  n = n.next!;
}
console.log(vals);
(list[1] as any).extra = true;
delete list[2].next;
console.log(list.map((q) => Object.keys(q).join("/")));
const dict: Record<string, number> = {};
for (let i = 0; i < 200; i++) dict["k" + (i % 37)] = i;
for (let i = 0; i < 37; i += 3) delete dict["k" + i];
for (let i = 100; i < 103; i++) dict[i] = i;
console.log(Object.keys(dict).length, Object.keys(dict).slice(0, 6), dict.k5, dict.k6, "k7" in dict);
let total = 0;
for (const k in dict) total += dict[k];
console.log(total);
const methods: any = {
  a() {
    return "a" + this.b();
  },
  b() {
    return "b";
  },
};
console.log(methods.a());
methods.b = () => "replaced";
console.log(methods.a());
delete methods.b;
try {
  methods.a();
} catch (e: any) {
  console.log(e.message);
}
methods.__proto__ = { b: () => "inherited" };
console.log(methods.a());
const counter = {
  n: 0,
  inc() {
    return ++this.n;
  },
};
const { inc } = counter;
console.log(counter.inc(), counter["inc"](), inc.call({ n: 10 }), counter.inc(), counter.n);
counter.n = "5" as any;
console.log(counter.inc(), typeof counter.n);
const cfg: any = { a: { b: { c: 1 } } };
const path = "a.b.c".split(".");
console.log(path.reduce((o, k) => o[k], cfg));
const set = (o: any, p: string[], v: any) => {
  p.slice(0, -1).reduce((q, k) => (q[k] ??= {}), o)[p.at(-1)!] = v;
  return o;
};
console.log(set(cfg, ["a", "x", "y"], 2));
const merge = (a: any, b: any): any => {
  for (const [k, v] of Object.entries(b))
    a[k] = v && typeof v === "object" && !Array.isArray(v) && a[k] ? merge(a[k], v) : v;
  return a;
};
console.log(merge({ a: { b: 1, c: [1] }, d: 1 }, { a: { c: [2], e: {} }, d: null }));
const swap = { l: 1, r: 2 };
[swap.l, swap.r] = [swap.r, swap.l];
console.log(swap);
const big: any = {};
for (let i = 0; i < 3000; i++) big["p" + i] = i;
console.log(big.p0 + big.p1500 + big.p2999, Object.keys(big).length, Object.keys(big)[1234]);
const nums: any = {};
for (const k of [3, 1, 2, "b", "a", -1, 1.5, "01"]) nums[k] = k;
console.log(Object.keys(nums).join(), nums);
