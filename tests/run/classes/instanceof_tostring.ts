// instanceof, toString, toStringTag and hasInstance decide how instances present.
class P {
  x = 1;
}
class Q {
  get [Symbol.toStringTag]() {
    return "Queue";
  }
}
class Even {
  static [Symbol.hasInstance](n: any) {
    return n % 2 === 0;
  }
}
console.log(String(new P()), String(new Q()), Object.prototype.toString.call(new Q()), `${[new P(), new Q()]}`);
console.log((2 as any) instanceof Even, (3 as any) instanceof Even, new P() instanceof P, {} instanceof P);
console.log(
  [
    null,
    undefined,
    1,
    "s",
    true,
    [],
    () => 1,
    new Error("x"),
    /r/,
    new Map(),
    new Set(),
    Symbol(),
    JSON,
    Math,
    Promise.resolve(),
    (function () {
      return arguments;
    })(),
  ]
    .map((v) => Object.prototype.toString.call(v).slice(8, -1))
    .join(),
);
console.log(
  new Q(),
  new (class extends P {
    get [Symbol.toStringTag]() {
      return "Tag";
    }
  })(),
  { [Symbol.toStringTag]: "Own", a: 1 },
);
const proto = P.prototype;
const fake = Object.create(proto);
console.log(fake instanceof P, fake, Object.create(null) instanceof Object, Object.create({}) instanceof Object);
function Old(this: any) {
  this.a = 1;
}
const o1 = new (Old as any)();
Old.prototype = { replaced: true };
const o2 = new (Old as any)();
console.log(o1 instanceof (Old as any), o2 instanceof (Old as any), o2.replaced, o2);
const bound = P.bind(null);
console.log(new P() instanceof bound, proto.isPrototypeOf(fake), Object.getPrototypeOf(fake) === proto);
class R {
  toJSON() {
    return "json";
  }
  toString() {
    return "str";
  }
  valueOf() {
    return 7;
  }
}
const r = new R() as any;
console.log(JSON.stringify({ r }), `${r}`, r + 1, r * 2, [r] + "", r == 7, { [r]: 1 });
class Dup {
  static who() {
    return "dup";
  }
  who() {
    return "inst";
  }
  static prototype2 = 1;
}
console.log(Dup.who(), new Dup().who());
Object.setPrototypeOf(fake, Q.prototype);
console.log(fake instanceof P, fake instanceof Q);
