// Declared results, generics and JSON casts may be false and values stay what they are.
interface User {
  id: number;
  name: string;
  tags: string[];
  address: { city: string };
}
const users = JSON.parse(
  '[{"id":"7","name":5,"tags":"abc","address":null},{"id":1,"name":"Ok","tags":["x"],"address":{"city":"Rome"}},{}]',
) as User[];
for (const u of users) {
  console.log(u.id + 1, u.name + "!", typeof u.name, u.tags?.length, u.tags?.[0], u.address?.city);
  try {
    console.log(
      u.name.length,
      u.tags.map((t) => t + 1),
      u.address.city.length,
    );
  } catch (e: any) {
    console.log(e.name, e.message);
  }
}
function parse<T>(s: string): T {
  return JSON.parse(s);
}
const n = parse<number>('"12"'),
  b = parse<boolean>("0"),
  o = parse<{ a: number }>("[1]");
console.log(n + 1, n * 1, b ? "yes" : "no", b === false, o.a, n.toString().length);
function identity<T extends number>(x: T): number {
  return x + x;
}
console.log(identity("ab" as any), identity(2), identity([] as any), identity(null as any));
async function load(): Promise<number> {
  return "loaded" as any;
}
load().then((v) => console.log(v + 1, typeof v));
function* gen(): Generator<number> {
  yield "one" as any;
  yield 2;
  yield { three: 3 } as any;
}
let acc: number = 0;
for (const v of gen()) acc += v;
console.log(acc);
const f = (x: number): string => x as any;
console.log(f(5) + 1, typeof f(1));
const cb = (g: (n: number) => number) => g("arg" as any) + 1;
console.log(
  cb((x) => x),
  cb(() => [] as any),
);
let counter: number = 0;
const bump = (): void => {
  counter = (counter as any) + "1";
};
bump();
bump();
console.log(counter, typeof counter);
class Box<T> {
  value: T;
  constructor(v: T) {
    this.value = v;
  }
  map<U>(g: (t: T) => U): Box<U> {
    return new Box(g(this.value));
  }
}
const bx: Box<number> = new Box("s") as any;
console.log(
  bx.map((v) => v + 1).value,
  bx.value === ("s" as any),
  bx.map((v) => v / 2),
);
function assertNum(x: unknown): asserts x is number {}
const un: unknown = "nope";
assertNum(un);
console.log(un + 1, un - 1);
function isNum(x: unknown): x is number {
  return true;
}
if (isNum(un)) console.log(un * 2, un + 2);
const readonlyObj: { readonly k: number } = { k: 1 };
(readonlyObj as any).k = "changed";
console.log(readonlyObj.k);
const ro: readonly number[] = [1, 2];
(ro as any).push("3");
console.log(ro, ro.length);
let mixed: number = 1;
for (let i = 0; i < 4; i++) {
  mixed = i === 2 ? ("s" as any) : mixed + 1;
}
console.log(mixed);
let prim: number | undefined;
const later = () => prim! + 1;
console.log(later());
prim = 4;
console.log(later());
