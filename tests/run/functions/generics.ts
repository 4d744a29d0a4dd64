// Generic functions and classes are erased and work for every type argument.
function identity<T>(x: T): T {
  return x;
}
console.log(identity(1), identity<string>("s"), identity([true]));
class Stack<T> {
  private items: T[] = [];
  push(...xs: T[]): this {
    this.items.push(...xs);
    return this;
  }
  pop(): T | undefined {
    return this.items.pop();
  }
  get size(): number {
    return this.items.length;
  }
  map<U>(f: (x: T, i: number) => U): Stack<U> {
    const s = new Stack<U>();
    this.items.forEach((x, i) => s.push(f(x, i)));
    return s;
  }
  *[Symbol.iterator](): Iterator<T> {
    for (let i = this.items.length; i--;) yield this.items[i];
  }
}
const st = new Stack<number>().push(1, 2, 3);
console.log([...st.map((x) => "n" + x)], st.pop(), st.size);
function groupBy<T, K extends string | number>(xs: T[], key: (x: T) => K): Record<K, T[]> {
  const out = {} as Record<K, T[]>;
  for (const x of xs) (out[key(x)] ??= []).push(x);
  return out;
}
console.log(
  groupBy(["apple", "bob", "avocado", "bar"], (s) => s[0]),
  groupBy([1, 2, 3, 4], (n) => n % 2),
);
interface Shape {
  area(): number;
}
const biggest = <S extends Shape>(shapes: S[]): S => shapes.reduce((a, b) => (b.area() > a.area() ? b : a));
console.log(
  biggest([
    { area: () => 3, id: "a" },
    { area: () => 7, id: "b" },
  ]).id,
);
type Option<T> = { some: true; value: T } | { some: false };
const some = <T>(value: T): Option<T> => ({ some: true, value }),
  none: Option<never> = { some: false };
const mapO = <T, U>(o: Option<T>, f: (t: T) => U): Option<U> => (o.some ? some(f(o.value)) : none);
console.log(
  mapO(some(4), (x) => x * x),
  mapO(none as Option<number>, (x) => x + 1),
);
class Lru<K, V> {
  private map = new Map<K, V>();
  constructor(readonlyMax: number) {
    this.max = readonlyMax;
  }
  max: number;
  get(k: K): V | undefined {
    const v = this.map.get(k);
    if (v !== undefined) {
      this.map.delete(k);
      this.map.set(k, v);
    }
    return v;
  }
  set(k: K, v: V) {
    this.map.delete(k);
    this.map.set(k, v);
    if (this.map.size > this.max) this.map.delete(this.map.keys().next().value as K);
  }
  keys() {
    return [...this.map.keys()].join();
  }
}
const lru = new Lru<string, number>(2);
lru.set("a", 1);
lru.set("b", 2);
lru.get("a");
lru.set("c", 3);
console.log(lru.keys());
const pick = <T extends object, K extends keyof T>(o: T, ...ks: K[]) =>
  Object.fromEntries(ks.map((k) => [k, o[k]])) as Pick<T, K>;
console.log(pick({ a: 1, b: 2, c: 3 }, "a", "c"));
