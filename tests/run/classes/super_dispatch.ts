// super calls start one level up and keep the dynamic this.
class A {
  who() {
    return "A";
  }
  hi() {
    return "hi " + this.who();
  }
  static s() {
    return "A.s";
  }
  get v() {
    return "A.v";
  }
  set v(x: string) {
    (this as any).stored = "A:" + x;
  }
}
class B extends A {
  who() {
    return "B<" + super.who() + ">";
  }
  hi() {
    return super.hi() + "!";
  }
  static s() {
    return "B." + super.s();
  }
  get v() {
    return super.v + "B";
  }
  set v(x: string) {
    super.v = x + "b";
  }
}
class C extends B {
  who() {
    return "C<" + super.who() + ">";
  }
  arrow() {
    return (
      () => () =>
        super.who()
    )()();
  }
  static s() {
    return "C." + super.s();
  }
  dyn(m: "who" | "hi") {
    return super[m]();
  }
}
const c = new C();
console.log(c.who(), c.hi(), c.arrow(), C.s(), c.dyn("hi"), c.v);
c.v = "x";
console.log((c as any).stored, Object.keys(c));
const base = {
  greet() {
    return "base " + (this as any).n;
  },
};
const derived = {
  __proto__: base,
  n: 1,
  greet() {
    return "derived " + super.greet();
  },
} as any;
console.log(derived.greet());
const moved = { n: 2, greet: derived.greet };
console.log(moved.greet());
Object.setPrototypeOf(derived, {
  greet() {
    return "other " + this.n;
  },
});
console.log(derived.greet());
(A.prototype as any).who = function () {
  return "patched";
};
console.log(c.who());
class D extends A {
  constructor() {
    super();
    (super.who as any).x = 1;
    super["own" as "who"] = (() => "own field") as any;
  }
  test() {
    return [typeof super.who, (super.who as any).x, (this as any).own(), super["none" as "who"] as any];
  }
}
console.log(new D().test());
class Cmp {
  cmp(o: Cmp) {
    return 0;
  }
}
class E extends C {
  who() {
    return [1, 2].map((i) => super.who() + i).join("|");
  }
  *gen() {
    yield super.who();
  }
  async as() {
    return super.who();
  }
}
const e = new E();
console.log(e.who(), [...e.gen()]);
e.as().then((s) => console.log("async", s));
try {
  class F extends A {
    m() {
      return (super.nope as any)();
    }
  }
  (new F() as any).m();
} catch (er: any) {
  console.log(er.message);
}
