// new.target names the constructor that new was applied to.
function F(this: any) {
  return { t: new.target === undefined ? "call" : (new.target as any).name } as any;
}
console.log((F as any)().t, new (F as any)().t);
class A {
  name_: string;
  constructor() {
    this.name_ = new.target.name;
  }
}
class B extends A {}
class C extends B {
  constructor() {
    super();
    this.name_ += "/" + new.target.name;
  }
}
console.log(new A().name_, new B().name_, new C().name_);
class Abstract {
  constructor() {
    if (new.target === Abstract) throw new TypeError("abstract!");
  }
}
class Concrete extends Abstract {}
try {
  new Abstract();
} catch (e: any) {
  console.log(e.message);
}
console.log(new Concrete() instanceof Abstract);
class Arrow {
  get: () => any;
  constructor() {
    this.get = () => new.target;
  }
  m() {
    return new.target;
  }
}
console.log(new Arrow().get() === Arrow, new Arrow().m());
function G(this: any) {
  if (!new.target) return new (G as any)();
  this.made = true;
}
console.log((G as any)().made, (G as any)() instanceof (G as any));
console.log(
  Reflect.construct(A, [], C).name_,
  Reflect.construct(A, [], C) instanceof C,
  Reflect.construct(Array, [3]).length,
);
class Field {
  f = new.target;
}
console.log(new Field().f);
const mk = (Base: new () => any) =>
  class extends Base {
    kind = "mixed " + super.toString();
  };
console.log(new (mk(A))().kind);
const Mixed = mk(
  class Deep extends A {
    toString() {
      return "deep " + this.name_;
    }
  },
);
console.log(new Mixed().kind, Mixed.name);
