// for-in visits integer keys, then strings, then the prototype's, skipping shadowed and deleted.
const proto = { p: 1, shared: 2, 5: "five" };
const o: any = Object.create(proto, {
  hidden: { value: 1, enumerable: false, configurable: true },
  shown: { value: 1, enumerable: true },
});
o.b = 1;
o[2] = 1;
o.a = 1;
o[1] = 1;
o.shared = 3;
o[Symbol("no")] = 1;
const keys: string[] = [];
for (const k in o) keys.push(k);
console.log(keys.join());
const removing: any = { a: 1, b: 2, c: 3 };
const seen: string[] = [];
for (const k in removing) {
  seen.push(k);
  delete removing.b;
}
console.log(seen.join());
const shadow = Object.create({ x: 1, y: 2 });
Object.defineProperty(shadow, "x", { value: 1, enumerable: false });
for (const k in shadow) console.log("shadow", k);
for (const k in "hi") console.log("string", k);
for (const k in [7, , 9]) console.log("array", k, typeof k);
for (const k in 5 as any) console.log("never", k);
class A {
  own = 1;
  method() {}
  get acc() {
    return 1;
  }
  static s = 1;
}
class B extends A {
  more = 2;
}
for (const k in new B()) console.log("instance", k);
for (const k in B) console.log("class", k);
function F(this: any) {
  this.f = 1;
}
F.prototype.g = 2;
for (const k in new (F as any)()) console.log("old class", k);
let last = "";
for (last in { m: 1, n: 2 });
console.log(last);
const target: any = {};
for (target.key in { q: 1 });
console.log(target);
const fns: (() => string)[] = [];
for (const k in { one: 1, two: 2 }) fns.push(() => k);
console.log(fns.map((f) => f()).join());
outer: for (const a in { x: 1, y: 1 }) {
  for (const b in { u: 1, v: 1 }) {
    if (b === "v") continue outer;
    console.log(a + b);
  }
}
console.log(
  (() => {
    for (const k in { found: 1 }) return k;
  })(),
);
