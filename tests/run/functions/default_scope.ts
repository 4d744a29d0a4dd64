// Parameter defaults see earlier parameters, outer names and this, in their own scope.
const x = "outer x";
function f(a = x, b = () => a, c = ((a = "changed by default"), 1)) {
  var x = "inner x";
  return [a, b(), c, x];
}
console.log(f(), f("given"));
function shadow(a: any, g = () => a) {
  var a: any;
  const before = a;
  a = "body";
  return [before, a, g()];
}
console.log(shadow("param"));
function self(n = 1, r: any = n > 0 ? self(n - 1) : "base"): any {
  return [n, r];
}
console.log(JSON.stringify(self(2)));
const o = {
  k: "K",
  m(this: any, a = this.k, b = () => this.k) {
    return a + b();
  },
};
console.log(o.m(), o.m("z"));
function args(a = 1, b = arguments.length, c = arguments[0]) {
  return [a, b, c];
}
console.log(args(), args(5), args(undefined, 2));
class A {
  static s = "S";
  v = "V";
  m(a = A.s, b = this.v, { c = a + b } = {} as any) {
    return c;
  }
}
console.log(new A().m(), new A().m("x"), new A().m("x", "y", { c: 1 }));
let n = 0;
const count = (a = n++, b = n++) => [a, b];
console.log(count(), count(10), count(undefined, 20), n);
function thrower(
  a = (() => {
    throw new Error("no default");
  })(),
) {
  return a;
}
try {
  thrower();
} catch (e: any) {
  console.log(e.message);
}
console.log(thrower(1 as never));
function nested({ a: { b: [c = 1, ...d] = [9] } = {} } = {} as any) {
  return [c, d];
}
console.log(nested(), nested({ a: {} }), nested({ a: { b: [2, 3, 4] } }));
const arrow = ({ a, ...r }: any, [b, , ...s]: any[], ...[p, q]: any[]) => [a, r, b, s, p, q];
console.log(arrow({ a: 1, z: 2 }, [3, 4, 5], 6, 7), arrow.length);
function gen(a = 1) {
  return (function* (b = a + 1) {
    yield [a, b];
  })();
}
console.log([...gen()]);
const fns = [
  (a = 1) => a,
  function (a = 2) {
    return a;
  },
  async (a = 3) => a,
];
console.log(
  fns[0](),
  fns[1](),
  await fns[2](),
  fns.map((g) => g.length),
);
function hoistParam(hoistParam = 5) {
  return hoistParam;
}
console.log(hoistParam());
function fnParam(g: any) {
  function g2() {
    return "inner";
  }
  return [typeof g, g2()];
}
console.log(fnParam(1));
function over(a: any) {
  function a2() {}
  return typeof a;
}
console.log(over(1));
function dupFn() {
  return first();
  function first() {
    return 1;
  }
}
console.log(dupFn());
const tpl = (s = `${x}!`) => s;
console.log(tpl(), (([a, b] = [1, 2], { c } = { c: a + b }) => c)());
