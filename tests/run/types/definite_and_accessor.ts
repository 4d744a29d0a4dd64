// accessor fields, declare fields, definite assignment, overloads and optional members erase.
class A {
  declare phantom: string;
  definite!: number;
  optional?: string;
  readonly ro: number = 1;
  declare static sp: string;
  private pv = 2;
  protected pt = 3;
  public pb = 4;
  toString(): string {
    return "A";
  }
  method?(): void;
  get g(): number {
    return this.pv;
  }
  constructor(a: string);
  constructor(a: number, b?: string);
  constructor(a: any, b?: any) {
    this.definite = b ? 2 : 1;
  }
  over(x: string): string;
  over(x: number): number;
  over(x: any): any {
    return x;
  }
  static sover(): void;
  static sover(x?: number): number | void {
    return x;
  }
}
console.log(
  new A("x"),
  new A(1, "b").definite,
  Object.keys(new A(1)),
  "phantom" in new A(1),
  "optional" in new A(1),
  `${new A(1)}`,
  new A(1).over("o"),
  A.sover(5),
  "sp" in A,
  ((new A(1) as any).ro = 9),
);
abstract class Abs {
  abstract x: number;
  abstract get y(): number;
  abstract m(): void;
  concrete() {
    return this.x;
  }
}
class Con extends Abs {
  x = 5;
  get y() {
    return 6;
  }
  m() {}
}
console.log(new Con().concrete(), new Con().y, Object.keys(new Con()));
try {
  new (Abs as any)();
  console.log("abstract is only a type");
} catch (e: any) {
  console.log(e.message);
}
class Idx {
  [key: string]: unknown;
  static [k: number]: string;
  a = 1;
}
console.log(new Idx());
interface I {
  a: number;
}
interface I {
  b?: string;
}
class I {
  c = 3;
}
const i: I = new I();
console.log(i, i.a);
type T1 = typeof i;
let v: T1["c"] = 4;
v satisfies number;
console.log(v, <const T>(x: T) => x, ((x?: number, ...r: string[]) => r.length)(1, "a"));
class Gen<T, U extends T[] = T[]> extends Array<T> implements Iterable<T> {
  private constructor(...x: T[]) {
    super(...x);
  }
  static make<Q>(...q: Q[]): Gen<Q> {
    return new Gen<Q>(...q);
  }
  tail(): U {
    return this.slice(1) as any as U;
  }
}
console.log(Gen.make(1, 2, 3).tail(), Gen.make<string>("a", "b"));
let u: unknown = "str";
const len = (u as string).length,
  l2 = (<string>u).length;
console.log(len, l2, (u as any)!.length!);
function assertIsDefined<T>(val: T, msg?: string): asserts val is NonNullable<T> {
  if (val == null) throw new Error(msg ?? "nullish");
}
try {
  assertIsDefined(null, "was null");
} catch (e) {
  console.log((e as Error).message);
}
const tuple: readonly [a: number, b?: string, ...rest: boolean[]] = [1, "x", true];
const [t0, t1 = "d", ...tr] = tuple;
console.log(t0, t1, tr);
let x: number | null = null as number | null;
console.log(x! + 1, x?.toFixed(2), (x as number) ?? "nn");
for (const k in <any>{ q: 1 }) console.log(k);
const fnType: new (...a: any[]) => object = Con;
console.log(new fnType() instanceof Abs);
export type { A as AliasA };
export default interface Foo {
  z: number;
}
declare global {
  var addedGlobal: number;
}
globalThis.addedGlobal = 3;
console.log(addedGlobal);
