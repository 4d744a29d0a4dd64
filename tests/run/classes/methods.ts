// Methods live on the prototype, are not enumerable, and see this.
class Counter {
  count = 0;
  inc(by = 1): this {
    this.count += by;
    return this;
  }
  static from(n: number): Counter {
    const c = new Counter();
    c.count = n;
    return c;
  }
  ["dyn" + "amic"]() {
    return "computed";
  }
  async later() {
    return this.count;
  }
  *each() {
    for (let i = 0; i < this.count; i++) yield i;
  }
  get double() {
    return this.count * 2;
  }
  set double(v: number) {
    this.count = v / 2;
  }
  toString() {
    return `Counter(${this.count})`;
  }
}
const c = new Counter().inc().inc(4);
console.log(c.count, `${c}`, c + "", String(c), c.double, [...c.each()].join());
c.double = 20;
console.log(c, Counter.from(3).count, (c as any).dynamic());
console.log(
  Object.keys(c),
  Object.getOwnPropertyNames(Counter.prototype).join(),
  Object.getOwnPropertyNames(Counter).join(),
);
console.log(
  c.inc === new Counter().inc,
  c.hasOwnProperty("inc"),
  "inc" in c,
  typeof Counter,
  Counter.prototype.constructor === Counter,
);
for (const k in c) console.log("key", k);
try {
  (Counter as any)();
} catch (e: any) {
  console.log(e.message);
}
try {
  new (c.inc as any)();
} catch (e: any) {
  console.log(e.message);
}
try {
  const m = c.inc;
  m();
} catch (e: any) {
  console.log(e.message);
}
try {
  (c as any).nothing();
} catch (e: any) {
  console.log(e.message);
}
try {
  (Counter as any).nothing();
} catch (e: any) {
  console.log(e.message);
}
(c as any).inc = () => "own";
console.log((c as any).inc(), Counter.prototype.inc.call({ count: 5 } as any, 2));
(Counter.prototype as any).added = function () {
  return this.count + 100;
};
console.log((c as any).added());
const Anon = class {
    hi() {
      return "anon";
    }
  },
  Named = class Inner {
    me() {
      return Inner.name;
    }
  };
console.log(new Anon().hi(), Anon.name, new Named().me());
c.later().then((v) => console.log("later", v));
