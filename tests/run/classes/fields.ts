// Fields initialise in order, per instance, after super and before the constructor body.
const log: string[] = [];
const t = <T>(n: string, v: T): T => {
  log.push(n);
  return v;
};
class A {
  a = t("a", 1);
  b = t("b", this.a + 1);
  c?: number;
  d!: string;
  static s1 = t("s1", "static");
  static s2 = t("s2", A.s1 + "!");
  [t("computed", "key") as "key"] = t("key value", 5);
  constructor() {
    t("A body", 0);
    this.b += 10;
  }
}
class B extends A {
  e = t("e", this.b);
  constructor(public_: number) {
    t("before super", 0);
    super();
    t("B body", 0);
    this.e += public_;
  }
}
log.push("--");
const x = new B(100),
  y = new A();
console.log(log.join(", "));
console.log(x, y, A.s1, A.s2, Object.keys(x).join());
console.log("c" in y, "d" in y, y.c);
class List {
  items: number[] = [];
}
const l1 = new List(),
  l2 = new List();
l1.items.push(1);
console.log(l1, l2);
class Base {
  v = "base";
  constructor() {
    this.init();
  }
  init() {
    this.v = "base init";
  }
}
class Derived extends Base {
  v = "derived";
  w?: string;
  init() {
    this.v = "derived init";
    this.w = "set early";
  }
}
console.log(new Derived());
class Decl extends Base {
  declare v: string;
  declare w: string;
  init() {
    this.v = "kept";
    this.w = "kept too";
  }
}
console.log(new Decl());
class Arrow {
  n = 1;
  get = () => this.n;
  static make = () => new this();
}
console.log(new Arrow().get(), Arrow.make().n);
class Override {
  get p() {
    return "accessor";
  }
}
class WithField extends Override {
  // @ts-ignore
  p = "field";
}
console.log(new WithField().p, Object.getOwnPropertyDescriptor(new WithField(), "p"));
class Num {
  1 = "one";
  "two words" = 2;
  z = 1;
  0 = "zero";
}
console.log(new Num());
