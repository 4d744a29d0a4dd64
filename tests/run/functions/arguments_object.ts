// arguments holds every actual argument and is not linked to strict parameters.
function f(a?: any, b?: any) {
  return [arguments.length, arguments[0], arguments[2], typeof arguments, Array.isArray(arguments)];
}
console.log(f(), f(1), f(1, 2), (f as any)(1, 2, 3));
function strict(a: number) {
  arguments[0] = 99;
  const x = a;
  a = 5;
  return [x, a, arguments[0]];
}
console.log(strict(1));
function iterate() {
  let s = 0;
  for (const v of arguments as any) s += v;
  return s;
}
console.log((iterate as any)(1, 2, 3));
function spread() {
  return [...(arguments as any)].reverse();
}
console.log((spread as any)("a", "b"));
function viaArrow() {
  const g = () => arguments[0];
  return g();
}
console.log((viaArrow as any)("outer arg"));
function forward() {
  return Math.max.apply(null, arguments as any);
}
console.log((forward as any)(3, 7, 5));
function withDefaults(a = 1, b = 2) {
  return arguments.length + ":" + a + ":" + b;
}
console.log(withDefaults(), withDefaults(undefined, 9));
function slice() {
  return Array.prototype.slice.call(arguments, 1).join("-");
}
console.log((slice as any)(1, 2, 3));
function tag() {
  return Object.prototype.toString.call(arguments);
}
console.log(tag());
function inspectIt() {
  console.log(arguments);
}
(inspectIt as any)(1, "two", [3]);
const o = {
  m() {
    return arguments.length;
  },
  get g() {
    return arguments.length;
  },
};
console.log((o.m as any)(1, 2, 3, 4), o.g);
class K {
  n: number;
  constructor(..._x: any[]) {
    this.n = arguments.length;
  }
}
console.log(new K(1, 2, 3).n);
function grow() {
  (arguments as any)[5] = "x";
  arguments.length = 6;
  return Array.from(arguments as any).length;
}
console.log(grow());
