// Objects that do not have their declared shape still behave as what they are.
const lie = <T>(v: unknown): T => v as T;
class Point {
  x = 1;
  y = 2;
  len(): number {
    return Math.hypot(this.x, this.y);
  }
}
function px(p: Point): number {
  return p.x;
}
console.log(
  px(new Point()),
  px(lie({ y: 0, x: "fake" })),
  px(lie({})),
  px(lie(5)),
  px(lie("s")),
  px(lie(Object.create({ x: "inherited" }))),
  px(
    lie({
      get x() {
        return "getter";
      },
    }),
  ),
);
for (const v of [null, undefined]) {
  try {
    px(lie(v));
  } catch (e: any) {
    console.log(e.message);
  }
}
function call(p: Point): number {
  return p.len();
}
console.log(call(lie({ len: () => "other" })), call(lie({ x: 3, y: 4, len: Point.prototype.len })));
for (const v of [{}, { len: 5 }, 5]) {
  try {
    call(lie(v));
  } catch (e: any) {
    console.log(e.message);
  }
}
const p = new Point();
delete lie<any>(p).x;
console.log(px(p), p.len(), p);
lie<any>(p).len = () => "own";
console.log(p.len());
lie<any>(p).z = 1;
lie<any>(p).x = "back";
console.log(p, px(p));
Object.defineProperty(p, "y", { get: () => "accessor" });
console.log(p.y);
class Animal {
  speak(): string {
    return "...";
  }
}
class Dog extends Animal {
  speak(): string {
    return "woof";
  }
  fetch(): string {
    return "ball";
  }
}
const d: Dog = lie(new Animal());
console.log(d.speak());
try {
  d.fetch();
} catch (e: any) {
  console.log(e.message);
}
const asDate: Date = lie({ getTime: () => "now" });
console.log(asDate.getTime());
const arr: number[] = lie({ length: 2, 0: "a", 1: "b" });
console.log(arr.length, arr[0], arr[2]);
try {
  arr.map((x) => x);
} catch (e: any) {
  console.log(e.message);
}
const fn: (a: number) => number = lie({});
try {
  fn(1);
} catch (e: any) {
  console.log(e.message);
}
const map: Map<string, number> = lie({ get: (k: string) => k + "!" });
console.log(map.get("k"));
try {
  map.has("k");
} catch (e: any) {
  console.log(e.message);
}
const b: boolean = lie("false");
console.log(b ? "truthy" : "falsy", !b, b === true, b && 1);
const tuple: [number, string] = lie([1]);
console.log(tuple[1], tuple.length);
const never: never = lie("exists");
console.log(never);
const nn: string = lie<any>(undefined)!;
console.log(nn, typeof nn);
interface Opt {
  a: { b: { c: number } };
}
const o: Opt = lie({ a: {} });
try {
  console.log(o.a.b.c);
} catch (e: any) {
  console.log(e.message);
}
Point.prototype.len = lie(() => "patched");
console.log(new Point().len());
const literal: "a" | "b" = lie("z");
console.log(literal === "a" ? 1 : literal === "b" ? 2 : 3);
