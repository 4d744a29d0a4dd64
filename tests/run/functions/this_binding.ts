// this comes from the call: method, plain, arrow, call, apply, bind and new.
const o = {
  name: "o",
  show(this: any) {
    return this?.name;
  },
  arrow: () => typeof this,
  nested() {
    return [1].map(() => this.name)[0];
  },
  inner() {
    return (function (this: any) {
      return this;
    })();
  },
};
console.log(o.show(), o.arrow(), o.nested(), o.inner());
const loose = o.show;
console.log(loose(), (0, o.show)(), o.show(), o["show"]());
console.log(
  o.show.call({ name: "called" }),
  o.show.apply({ name: "applied" }, []),
  o.show.bind({ name: "bound" })(),
  o.show.bind({ name: "first" }).call({ name: "second" }),
);
function kind(this: any) {
  return this === null ? "null" : typeof this;
}
console.log(kind(), kind.call(5), kind.call("s"), kind.call(null), kind.call(undefined), kind.call({}));
function sum(this: any, a: number, b: number, c: number) {
  return `${this}:${a},${b},${c}`;
}
const bound = sum.bind("T", 1, 2);
console.log(
  bound(3),
  (bound as any)(3, 4),
  bound.name,
  bound.length,
  sum.apply("A", [7, 8, 9]),
  sum.call("C", 1, 2, 3),
);
function Point(this: any, x: number, y: number) {
  this.x = x;
  this.y = y;
}
Point.prototype.norm = function () {
  return Math.hypot(this.x, this.y);
};
const p = new (Point as any)(3, 4);
console.log(p.norm(), p, p instanceof (Point as any), p.constructor === Point);
const BP = (Point as any).bind(null, 6);
console.log(new BP(8).norm(), new BP(1) instanceof (Point as any));
class Button {
  label = "ok";
  handler = () => this.label;
  method() {
    return this?.label;
  }
}
const { handler, method } = new Button();
console.log(
  handler(),
  (() => {
    try {
      return method();
    } catch (e: any) {
      return e.message;
    }
  })(),
);
console.log(
  [1, 2].map(
    function (this: any, x) {
      return this.k * x;
    },
    { k: 10 },
  ),
  Math.max.apply(null, [4, 8]),
  Array.prototype.slice.call({ 0: "a", 1: "b", length: 2 }),
);
function Returns(this: any, v: any) {
  this.own = 1;
  return v;
}
console.log(new (Returns as any)({ other: 2 }), new (Returns as any)(5));
try {
  (Math.max as any).call.call(1);
} catch (e: any) {
  console.log(e.message);
}
