// Functions take missing and extra arguments, defaults, rest and spread.
function add(a: number, b: number): number {
  return a + b;
}
console.log(add(1, 2), (add as any)(1), (add as any)(1, 2, 3));
function defaults(a: number, b = a * 2, c = a + b, d: string | undefined = undefined) {
  return [a, b, c, d];
}
console.log(defaults(1), defaults(1, undefined, 5), defaults(1, null as any), defaults.length);
function rest(first: string, ...more: number[]) {
  return first + more.length + ":" + more.join("+");
}
console.log(rest("a"), rest("b", 1, 2, 3), rest.length);
console.log(Math.max(...[3, 9, 2], 5, ...new Set([11, 4])), [..."abc", ...[1]].join());
const arrow = (x: number) => x * 2,
  block = (x: number) => {
    return { x };
  },
  lit = (x: number) => ({ y: x });
console.log(arrow(4), block(1), lit(2));
function noReturn() {}
console.log(noReturn(), ((): void => {})());
const named = function fact(n: number): number {
  return n <= 1 ? 1 : n * fact(n - 1);
};
console.log(named(10), named.name, typeof (globalThis as any).fact);
console.log(
  (function (this: any) {
    return typeof this;
  })(),
  (() => 5)(),
);
function outer() {
  return inner();
  function inner() {
    return "hoisted inner";
  }
}
console.log(outer());
const obj = {
  m(a: number) {
    return a + 1;
  },
  ["comp" + "uted"](x: string) {
    return x;
  },
  f: function () {
    return "f";
  },
  async am() {},
  *gm() {},
};
console.log(obj.m(1), (obj as any).computed("c"), obj.f(), obj.am.name, obj.gm.name, (obj as any).computed.name);
const compose =
  <A, B, C>(f: (a: A) => B, g: (b: B) => C) =>
  (a: A): C =>
    g(f(a));
console.log(
  compose(
    (x: number) => x + 1,
    (y: number) => `<${y}>`,
  )(4),
);
let evaluated = 0;
const lazy = (v = ++evaluated) => v;
console.log(lazy(), lazy(9), lazy(), evaluated);
const curry = (a: number) => (b: number) => (c: number) => a * b + c;
console.log(curry(2)(3)(4));
function many(a: any, b: any, c: any, d: any, e: any, f: any, g: any, h: any, i: any, j: any) {
  return [j, i, h, g, f, e, d, c, b, a].join("");
}
console.log(many(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
