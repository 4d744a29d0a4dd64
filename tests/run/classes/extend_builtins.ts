// Classes may extend Array, Map, Set and Promise and stay exotic.
class Stack<T> extends Array<T> {
  peek(): T | undefined {
    return this[this.length - 1];
  }
  get top() {
    return this.at(-1);
  }
}
const s = new Stack<number>();
s.push(1, 2, 3);
console.log(s.peek(), s.length, s.top, s instanceof Array, Array.isArray(s), s);
const mapped = s.map((x) => x * 2);
console.log(
  mapped instanceof Stack,
  mapped,
  s.filter((x) => x > 1).peek(),
  s.slice(1) instanceof Stack,
  s.concat([9]) instanceof Stack,
);
s.length = 1;
s[4] = 5;
console.log(s, Stack.from([7, 8]).peek(), Stack.of(1) instanceof Stack, JSON.stringify(s));
class Plain extends Array {
  static get [Symbol.species]() {
    return Array;
  }
}
console.log(new Plain(1, 2).map((x) => x) instanceof Plain, new Plain(3).length);
class DefaultMap<K, V> extends Map<K, V> {
  make: () => V;
  constructor(make: () => V, entries?: [K, V][]) {
    super(entries);
    this.make = make;
  }
  get(k: K): V {
    if (!this.has(k)) this.set(k, this.make());
    return super.get(k)!;
  }
}
const m = new DefaultMap<string, number[]>(() => []);
m.get("a").push(1);
m.get("a").push(2);
m.get("b");
console.log(m.size, m.get("a"), m instanceof Map, [...m.keys()], m);
class Loud extends Set<string> {
  add(v: string) {
    return super.add(v.toUpperCase());
  }
}
console.log(new Loud(["a", "b", "A"]), new Loud().add("z").has("Z"));
class MyPromise<T> extends Promise<T> {
  tagged() {
    return this.then((v) => "tag:" + v);
  }
}
const p = MyPromise.resolve(5);
console.log(p instanceof MyPromise, p.then(() => 1) instanceof MyPromise);
(p as MyPromise<number>).tagged().then((v) => console.log(v));
class Fn extends Function {
  constructor() {
    super();
  }
}
class Obj extends Object {
  x = 1;
  constructor() {
    super({ ignored: true });
  }
}
console.log(new Obj());
class Num extends Number {
  double() {
    return this.valueOf() * 2;
  }
}
console.log(
  new Num(4).double(),
  (new Num(2) + 1) as any,
  class extends String {}.name,
  new (class S extends String {
    yell() {
      return this + "!";
    }
  })("hey").yell(),
);
