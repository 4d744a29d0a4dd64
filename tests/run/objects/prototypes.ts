// Prototype chains, Object.create and constructor functions share and shadow.
const animal: any = {
    kind: "animal",
    speak() {
      return `${this.name} the ${this.kind}`;
    },
  },
  dog: any = Object.create(animal);
dog.name = "Rex";
console.log(dog.speak(), dog, dog.kind);
dog.kind = "dog";
console.log(dog.speak(), animal.kind, Object.keys(dog));
delete dog.kind;
console.log(dog.kind);
animal.late = () => "late";
console.log(dog.late());
function Vec(this: any, x: number, y: number) {
  this.x = x;
  this.y = y;
}
Vec.prototype.add = function (o: any) {
  return new (Vec as any)(this.x + o.x, this.y + o.y);
};
Vec.prototype.toString = function () {
  return `<${this.x},${this.y}>`;
};
(Vec as any).zero = () => new (Vec as any)(0, 0);
const v = new (Vec as any)(1, 2);
console.log(
  `${v.add(v)}`,
  v,
  v.constructor === Vec,
  (Vec as any).zero() + "",
  Object.keys(Vec.prototype),
  v instanceof (Vec as any),
  Vec.prototype.isPrototypeOf(v),
);
function Vec3(this: any, x: number, y: number, z: number) {
  (Vec as any).call(this, x, y);
  this.z = z;
}
Vec3.prototype = Object.create(Vec.prototype, { constructor: { value: Vec3, writable: true, configurable: true } });
Vec3.prototype.len = function () {
  return Math.hypot(this.x, this.y, this.z);
};
const w = new (Vec3 as any)(1, 2, 2);
console.log(w.len(), String(w), w instanceof (Vec as any), w, Object.getPrototypeOf(w) === Vec3.prototype);
const chain: string[] = [];
for (let p = w; p; p = Object.getPrototypeOf(p)) chain.push(p.constructor?.name);
console.log(chain.join(">"));
for (const k in w) chain.push(k);
console.log(chain.slice(4).join());
const swap: any = { own: 1 };
Object.setPrototypeOf(swap, { a: "A" });
console.log(swap.a, swap.own);
Object.setPrototypeOf(swap, { a: "B" });
console.log(swap.a);
Object.setPrototypeOf(swap, null);
console.log(swap.a, swap.toString, swap);
swap.__proto__ = { c: 1 };
console.log(swap.c, Object.getPrototypeOf(swap));
console.log(
  ({} as any).__proto__ === Object.prototype,
  [].constructor === Array,
  (5 as any).constructor.name,
  "".constructor === String,
  (() => 1).constructor === Function,
  Object.getPrototypeOf(Object.prototype),
  Object.getPrototypeOf(Function.prototype) === Object.prototype,
  Object.getPrototypeOf(class A extends Array {}) === Array,
);
(String.prototype as any).shout = function (this: string) {
  return this.toUpperCase() + "!";
};
(Array.prototype as any).last = function () {
  return this[this.length - 1];
};
(Number.prototype as any).plus = function (this: number, n: number) {
  return this + n;
};
(Object.prototype as any).everywhere = 7;
console.log(
  ("hey" as any).shout(),
  ([1, 2] as any).last(),
  (5 as any).plus(6),
  (null as any)?.everywhere,
  (5 as any).everywhere,
  ({} as any).everywhere,
);
const seen: string[] = [];
for (const k in { a: 1 }) seen.push(k);
console.log(seen);
delete (Object.prototype as any).everywhere;
class A {
  m() {
    return "A";
  }
}
const a = new A();
A.prototype.m = () => "patched";
console.log(a.m());
Object.defineProperty(A.prototype, "dyn", {
  get() {
    return "dynamic";
  },
});
console.log((a as any).dyn);
const bare = Object.create(A.prototype);
console.log(bare.m(), bare instanceof A, bare.constructor.name);
(a as any).m = undefined;
try {
  a.m();
} catch (e: any) {
  console.log(e.message);
}
delete (a as any).m;
console.log(a.m());
const lookup: any = { toString: undefined };
try {
  `${lookup}`;
  console.log("no");
} catch (e: any) {
  console.log(e.message);
}
console.log(Object.create({ x: 1 }, { y: { value: 2, enumerable: true } }), JSON.stringify(Object.create({ x: 1 })), {
  ...Object.create({ x: 1 }),
});
const o1: any = {
    valueOf() {
      return 1;
    },
  },
  o2 = Object.create(o1);
console.log(o2 + 1, o2 > 0);
