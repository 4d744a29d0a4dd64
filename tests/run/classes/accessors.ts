// Getters and setters work on instances, statics, object literals and prototypes.
class Temp {
  private c_ = 0;
  get f() {
    return (this.c_ * 9) / 5 + 32;
  }
  set f(v: number) {
    this.c_ = ((v - 32) * 5) / 9;
  }
  get c() {
    return this.c_;
  }
  static unit = "C";
  static get info() {
    return "unit " + this.unit;
  }
  static set info(v) {
    this.unit = v;
  }
}
const t = new Temp();
t.f = 212;
console.log(t.c, t.f, Temp.info);
Temp.info = "K";
console.log(Temp.info, t);
try {
  (t as any).c = 5;
} catch (e: any) {
  console.log(e.message);
}
t.f += 9;
t.f++;
console.log(t.c.toFixed(3));
let calls = 0;
const o = {
  get x() {
    calls++;
    return calls;
  },
  set x(v) {
    calls = v * 10;
  },
  get ["dyn" + 1]() {
    return "d";
  },
  get only() {
    return 1;
  },
  set sink(v: any) {
    this.last = v;
  },
  last: null as any,
};
console.log(o.x, o.x, (o.x = 5), o.x, (o as any).dyn1, o.sink, (o.sink = "s"), o.last);
console.log(o, Object.keys(o));
const heir = Object.create(o);
heir.sink = "to heir";
console.log(heir.last, o.last, Object.keys(heir));
try {
  heir.only = 2;
} catch (e: any) {
  console.log(e.message);
}
const lazy = {
  get value() {
    const v = Math.sqrt(144);
    Object.defineProperty(this, "value", { value: v });
    return v;
  },
};
console.log(lazy.value, lazy.value, Object.getOwnPropertyDescriptor(lazy, "value")!.get);
class Half {
  get a() {
    return "A";
  }
}
class Rest extends Half {
  set a(v: string) {}
}
console.log(new Rest().a, new Half().a);
const copy = { ...o };
console.log(
  typeof Object.getOwnPropertyDescriptor(copy, "x")!.value,
  Object.assign(
    {},
    {
      get g() {
        return "got";
      },
    },
  ),
);
const d = Object.getOwnPropertyDescriptor(Temp.prototype, "f")!;
console.log(typeof d.get, typeof d.set, d.enumerable, d.configurable, d.get!.name);
class Thrower {
  get bad(): number {
    throw new Error("getter threw");
  }
}
try {
  new Thrower().bad;
} catch (e: any) {
  console.log(e.message);
}
