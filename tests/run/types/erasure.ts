// Everything that is only a type disappears and changes nothing.
type Id = string | number;
interface HasId {
  id: Id;
  name?: string;
  method(): void;
  readonly [key: string]: unknown;
}
declare const notThere: number;
declare function nowhere(): void;
declare module "some-module" {
  export const x: number;
}
abstract class Repo<T extends HasId> {
  protected abstract load(id: Id): T | undefined;
  find(id: Id): T {
    return this.load(id)!;
  }
}
class Mem extends Repo<any> implements Iterable<number> {
  override load(id: Id) {
    return { id } as const;
  }
  *[Symbol.iterator](): Generator<number, void, undefined> {
    yield 1 as number;
  }
}
function over(a: string): string;
function over(a: number, b?: number): number;
function over(a: any, b?: any): any {
  return typeof a === "string" ? a + "!" : a + (b ?? 1);
}
console.log(over("s"), over(1), over(1, 5), new Mem().find(3), [...new Mem()]);
const v = <const T>(x: T) => x;
let x = v([1, "two"] as const) satisfies readonly unknown[];
const u = (x as unknown as any[])!.length as number;
console.log(x, u!, u! + 1, [...x!] as any);
function isStr(x: unknown): x is string {
  return typeof x === "string";
}
function assertStr(x: unknown): asserts x is string {
  if (!isStr(x)) throw new TypeError("not a string: " + typeof x);
}
try {
  assertStr(5);
} catch (e) {
  console.log((e as Error).message);
}
function thisParam(this: { k: number }, a: number) {
  return this.k + a;
}
console.log(thisParam.call({ k: 1 }, 2), thisParam.length);
type Fn = { (a: number): string; new (a: number): object; prop: number };
type Cond<T> = T extends (infer U)[] ? U : never;
const c: Cond<number[]> = 5,
  key: keyof HasId = "id",
  tpl: `a-${string}` = "a-b";
console.log(c, key, tpl, ((a: number, b?: string, ...c: boolean[]): number | undefined => a)(7));
class G<in out T> {
  private readonly a!: T;
  static readonly z: number = 1;
  declare q: string;
  public b?: number;
}
console.log(new G<number>(), G.z, new Map<string, Array<Map<string, number>>>([["k", [new Map()]]]));
let definite!: number;
definite = 3;
for (const el of [1, 2] as Iterable<number>) definite += el as number;
console.log(definite, (<T>(z: T): T => z)<string>("inst"), 1 < 2, u < 3 ? "lt" : "ge");
export type { Id };
export {};
