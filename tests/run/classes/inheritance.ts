// extends links prototypes and constructors, and super reaches the parent's members.
abstract class Shape {
  constructor(readonlyName: string) {
    this.name = readonlyName;
  }
  name: string;
  abstract area(): number;
  describe(): string {
    return `${this.name} ${this.area().toFixed(2)}`;
  }
  static count = 0;
  static create(this: any, ...a: any[]) {
    this.count++;
    return new this(...a);
  }
  get label() {
    return "shape:" + this.name;
  }
}
class Circle extends Shape {
  r: number;
  constructor(r: number) {
    super("circle");
    this.r = r;
  }
  area() {
    return Math.PI * this.r ** 2;
  }
  describe() {
    return "[" + super.describe() + "]";
  }
  get label() {
    return super.label.toUpperCase();
  }
}
class Square extends Shape {
  constructor(private_: number, name = "square") {
    super(name);
    this.s = private_;
  }
  s: number;
  area() {
    return this.s * this.s;
  }
  static create(...a: any[]) {
    const o = super.create(...a);
    o.s += 1;
    return o;
  }
}
class Unit extends Square {
  constructor() {
    super(1, "unit");
  }
}
class Implicit extends Square {}
const all = [
  new Circle(1),
  new Square(2),
  new Unit(),
  new Implicit(3, "impl"),
  Square.create(4),
  (Circle as any).create(2),
];
for (const s of all) console.log(s.describe(), s.label, s.constructor.name, s instanceof Shape, s instanceof Square);
console.log(Shape.count, Square.count, Circle.count, Object.hasOwn(Circle, "count"), Object.hasOwn(Square, "count"));
console.log(
  Object.getPrototypeOf(Circle) === Shape,
  Object.getPrototypeOf(Circle.prototype) === Shape.prototype,
  Circle.length,
  Implicit.length,
);
console.log(all);
class NoSuper extends Shape {
  // @ts-ignore
  constructor() {}
  area() {
    return 0;
  }
}
try {
  new NoSuper();
} catch (e: any) {
  console.log(e.name, e.message);
}
class Twice extends Unit {
  constructor() {
    super();
    try {
      (() => {
        // @ts-ignore
        super();
      })();
    } catch (e: any) {
      console.log(e.message);
    }
  }
}
new Twice();
class Early extends Unit {
  constructor() {
    try {
      (this as any).x = 1;
    } catch (e: any) {
      console.log(e.message);
    }
    super();
  }
}
new Early();
class ReturnsObject extends Unit {
  constructor() {
    super();
    return { other: true } as any;
  }
}
console.log(new ReturnsObject());
try {
  class Bad extends (5 as any) {}
} catch (e: any) {
  console.log(e.message);
}
try {
  class Bad extends (undefined as any) {}
} catch (e: any) {
  console.log(e.message);
}
class Null extends (null as any) {
  static s() {
    return "static of null heir";
  }
}
console.log((Null as any).s(), Object.getPrototypeOf(Null.prototype));
