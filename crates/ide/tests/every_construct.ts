import type { Shape } from "./shape.js";
import def, { a, b as c, type D, default as e } from "./m.js";
import * as ns from "./ns.js";
import "./side.js";
import data from "./data.json" with { type: "json" };
export { a, c as "a name", type D as DD };
export * from "./all.js";
export * as inner from "./inner.js";
export type { Shape };
/** What a total is. */
export const total: number = 1_000, other = 0x1f, big = 10n, text = 'its'.length;
let [x, , y = 2, ...rest]: [number, string?, ...number[]] = [1, 2, 3];
let { p, q: { r = 1 }, ["s" + 1]: s, ...others } = object;
var re = /[/]\/x/gi, ratio = total / 2 / other;
enum Color { Red = 1, Green = Red << 2, "Dark Blue" }
const enum Bit { A = 1 }
declare const outside: unique symbol;
declare function overload(a: string): void;
function overload(a: any): void {}
abstract class Base<T extends object = {}> extends ns.Parent<T> implements Shape, Other<string> {
  static #count = 0;
  private readonly name?: string;
  declare field: number;
  [key: string]: unknown;
  static { Base.#count++; }
  constructor(public first: string, protected second = 1) { super(); }
  get size(): number { return this.#hidden(); }
  set size(value) { this.name = `${value}`; }
  async *items<U>(this: Base<T>, ...args: U[]): AsyncGenerator<U> { yield* args; yield 1; yield; }
  abstract draw(at: Point): void;
  #hidden() { return #hidden in this ? 1 : 2; }
  "quoted"() {}
  [Symbol.iterator]() {}
  async = 1
  get = 2
  static
  last
}
interface Named extends Shape, Other<number> {
  readonly name: string;
  optional?: number, method<T>(a: T): T
  (call: number): string;
  new (made: number): Named;
  get size(): number;
  [index: number]: string;
}
type Union = | "a" | 'b' | 1 | -1 | true | null | undefined | `x${string}y`;
type Fn = (a: number, b?: string) => void | ((c: Fn) => asserts c is Fn);
type Ctor = abstract new <T>(a: T) => T[];
type Mapped = { readonly [K in keyof Shape as `get${K}`]?: Shape[K] };
type Cond<T> = T extends Array<infer U> ? U : T extends (...args: any[]) => infer R ? R : never;
type Access = Shape["a"]["b"][];
type Query = typeof ns.a.b | import("./m.js").D<string> | readonly string[] | (keyof Shape)[];
namespace A.B { export const inner = 1; }
namespace C { export namespace D {} }
async function main(): Promise<void> {
  for (const k in object) continue;
  for await (const v of list) { break; }
  for (let i = 0, n = 10; i < n; i++) if (i % 2) work(i); else rest.push(i);
  for (;;) {}
  label: while (true) { do { break label; } while (x > 1) }
  switch (x) { case 1: case 2: work(); break; default: work(); }
  try { throw new Error("no"); } catch ({ message }) {} finally { debugger; }
  try {} catch {}
  await work(), await (async () => 1)();
  const f = async x => await x, g = <T,>(v: T): T => v, h = (a?: number, ...b: string[]) => ({ a, b });
  const i = (x) ? (y) : z => z, j = a ? (b, c) => d : e, k = a ? (b) : c;
  const l = map.get<string>("a")?.[0]?.b?.(1)!.c, m = new Map<string, number[]>(), n = new ns.X;
  const o = { a, b: 1, "c": 2, 3: 4, [d]: 5, get e() { return 1; }, set e(v) {}, async *f() {}, ...rest, g() {} };
  if (a < b && c > d || e >= f && (g >> 1 >>> 2) !== h) a >>= 1, b >>>= 2, c **= 2 ** 3, d ??= null;
  const p = a as unknown as string satisfies any, q = <number>b, r = typeof a === "b", t = void 0, u = !a, v = -b;
  const w = tag`a${1}b${`c${2}`}d`, z = `plain`, aa = import.meta.url, bb = new.target;
  const cc = await import("./late.js"), dd = class Named {}, ee = function* named() { const x = yield 1; };
  [x, y] = [y, x]; ({ p, q: others.z = 1 } = object); x++; --y; delete o.a;
  (function () {})(); return;
}
function isShape(value: unknown): value is Shape { return true }
export default class extends Base {}
