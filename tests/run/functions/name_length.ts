// Functions and classes carry the names and lengths their definitions give.
function decl(a: any, b: any) {}
const expr = function () {},
  arrow = (x: any) => x,
  named = function other() {},
  cls = class {},
  cls2 = class Inner {};
let assigned: any;
assigned = () => 1;
const { dflt = () => 1 } = {} as any;
const [el = function () {}] = [] as any[];
const sym = Symbol("desc");
const o: any = {
  m() {},
  prop: () => 1,
  ["k" + 1]: function () {},
  [sym]() {},
  get acc() {
    return 1;
  },
  set acc(v) {},
  async a() {},
  "quoted name"() {},
  42() {},
  anon: (0, function () {}),
};
console.log(
  [
    decl,
    expr,
    arrow,
    named,
    cls,
    cls2,
    assigned,
    dflt,
    el,
    o.m,
    o.prop,
    o.k1,
    o[sym],
    o.a,
    o["quoted name"],
    o[42],
    o.anon,
  ]
    .map((f) => JSON.stringify(f.name))
    .join(" "),
);
const d = Object.getOwnPropertyDescriptor(o, "acc")!;
console.log(d.get!.name, "|", d.set!.name);
console.log(
  [
    decl,
    (a: any, b = 1, c: any) => 1,
    (...r: any[]) => 1,
    ({ a }: any, [b]: any) => 1,
    function (this: any, a: any) {},
    class {
      constructor(a: any, b: any) {}
    },
    class {},
  ]
    .map((f) => f.length)
    .join(),
);
console.log(
  decl.bind(null, 1).name,
  decl.bind(null, 1).length,
  decl.bind(null).bind(null).name,
  (() => 1).bind(null).name,
);
class A {
  static m() {}
  static #p() {}
  static pn() {
    return A.#p.name;
  }
  field = () => 1;
  static sf = function () {};
  static name2 = "x";
  get g() {
    return 1;
  }
}
console.log(A.name, A.m.name, A.pn(), new A().field.name, A.sf.name);
class B {
  static name = "custom";
}
console.log(B.name);
console.log(Object.getOwnPropertyDescriptor(decl, "name"), Object.getOwnPropertyDescriptor(decl, "length"));
console.log(
  JSON.stringify(function () {}.name),
  JSON.stringify((() => {}).name),
  JSON.stringify(class {}.name),
  [].map.name,
  [].map.length,
  Math.max.length,
  parseInt.name,
  Symbol.iterator.toString(),
  [][Symbol.iterator].name,
);
try {
  (decl as any).name = "x";
} catch (e: any) {
  console.log(e.message.slice(0, 45));
}
Object.defineProperty(decl, "name", { value: "renamed" });
console.log(decl.name, Object.getOwnPropertyNames(decl).sort().join(), Object.getOwnPropertyNames(arrow).sort().join());
