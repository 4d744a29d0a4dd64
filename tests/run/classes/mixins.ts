// Class expressions, mixins and classes as values compose.
type Ctor<T = {}> = new (...args: any[]) => T;
const Timestamped = <B extends Ctor>(Base: B) =>
  class extends Base {
    stamp = 1000;
    age(now: number) {
      return now - this.stamp;
    }
  };
const Tagged = <B extends Ctor>(Base: B) =>
  class Tagged extends Base {
    #tags = new Set<string>();
    tag(t: string) {
      this.#tags.add(t);
      return this;
    }
    get tags() {
      return [...this.#tags].join("+");
    }
  };
class User {
  name: string;
  constructor(name: string) {
    this.name = name;
  }
  hello() {
    return "I am " + this.name;
  }
}
class Special extends Tagged(Timestamped(User)) {
  hello() {
    return super.hello() + " special";
  }
}
const s = new Special("Zed");
console.log(s.hello(), s.age(1500), s.tag("a").tag("b").tag("a").tags, s instanceof User);
console.log(s, Object.getPrototypeOf(Special).name);
const classes: Record<string, Ctor<{ speak(): string }>> = {
  Dog: class {
    speak() {
      return "woof";
    }
  },
  Cat: class {
    speak() {
      return "meow";
    }
  },
};
for (const k in classes) console.log(k, classes[k].name, new classes[k]().speak());
function make(n: number) {
  return class {
    static id = n;
    v() {
      return n * 10;
    }
  };
}
const M1 = make(1),
  M2 = make(2);
console.log(M1 !== (M2 as any), M1.id, M2.id, new M1().v(), new M2() instanceof M1);
const inst = new (class {
  x = 1;
  constructor(y: number) {
    this.x += y;
  }
})(5);
console.log(inst.x, inst);
class Chain {
  ops: string[] = [];
  add(s: string) {
    this.ops.push(s);
    return this;
  }
  static start() {
    return new Chain();
  }
}
console.log(Chain.start().add("a").add("b").ops.join(">"));
const Sealed = Object.freeze(
  class {
    static x = 1;
  },
);
try {
  (Sealed as any).x = 2;
} catch (e: any) {
  console.log(e.message.slice(0, 40));
}
class Eq {
  constructor(v: number) {
    this.v = v;
  }
  v: number;
  valueOf() {
    return this.v;
  }
  [Symbol.toPrimitive](h: string) {
    return h === "string" ? `Eq${this.v}` : this.v;
  }
}
console.log(
  (new Eq(3) as any) + new Eq(4),
  new Eq(3) < new Eq(4),
  `${new Eq(5)}`,
  [new Eq(9), new Eq(8)].sort((a, b) => +a - +b).join(),
);
interface Visitor<R> {
  num(n: number): R;
  add(a: Expr, b: Expr): R;
}
abstract class Expr {
  abstract accept<R>(v: Visitor<R>): R;
}
class Num extends Expr {
  n: number;
  constructor(n: number) {
    super();
    this.n = n;
  }
  accept<R>(v: Visitor<R>) {
    return v.num(this.n);
  }
}
class Add extends Expr {
  a: Expr;
  b: Expr;
  constructor(a: Expr, b: Expr) {
    super();
    this.a = a;
    this.b = b;
  }
  accept<R>(v: Visitor<R>) {
    return v.add(this.a, this.b);
  }
}
const tree = new Add(new Num(1), new Add(new Num(2), new Num(3)));
console.log(
  tree.accept<number>({
    num: (n) => n,
    add(a, b) {
      return a.accept(this) + b.accept(this);
    },
  }),
  tree.accept<string>({
    num: String,
    add(a, b) {
      return `(${a.accept(this)}+${b.accept(this)})`;
    },
  }),
);
