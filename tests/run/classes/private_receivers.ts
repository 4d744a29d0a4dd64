// Private names check their receivers with V8's words, static ones too.
const tell = (what: string, body: () => unknown) => {
  try { console.log(what, body()); } catch (error: any) { console.log(what, error.name + ": " + error.message); }
};
class A {
  #field = 1; static #count = 0;
  #method() { return "m"; }
  static #helper() { return "h"; }
  get #both() { return 1; } set #both(v) {}
  get #onlyGet() { return 1; }
  set #onlySet(v: number) {}
  static get #s() { return 2; }
  static readField(o: any) { return o.#field; }
  static writeField(o: any) { o.#field = 2; return "ok"; }
  static callMethod(o: any) { return o.#method(); }
  static writeMethod(o: any) { o.#method = 1; }
  static readBoth(o: any) { return o.#both; }
  static writeBoth(o: any) { o.#both = 1; return "ok"; }
  static writeOnlyGet(o: any) { o.#onlyGet = 1; }
  static readOnlySet(o: any) { return o.#onlySet; }
  static readCount(o: any) { return o.#count; }
  static writeCount(o: any) { o.#count = 3; return "ok"; }
  static callHelper(o: any) { return o.#helper(); }
  static writeHelper(o: any) { o.#helper = 1; }
  static readS(o: any) { return o.#s; }
  static writeS(o: any) { o.#s = 1; }
  static has(o: any) { return #field in o; }
  static hasStatic(o: any) { return #count in o; }
  static incr(o: any) { return ++o.#count; }
}
class B extends A {}
for (const [name, o] of [["A", A], ["B", B], ["{}", {}], ["new A", new A()], ["null", null], ["undefined", undefined], ["1", 1]] as [string, any][]) {
  for (const key of ["readField", "writeField", "callMethod", "writeMethod", "readBoth", "writeBoth", "writeOnlyGet", "readOnlySet", "readCount", "writeCount", "callHelper", "writeHelper", "readS", "writeS", "has", "hasStatic", "incr"]) {
    tell(`${name} ${key}`, () => (A as any)[key](o));
  }
}
const C = class { static #x = 1; static get(o: any) { return o.#x; } };
tell("anonymous", () => C.get({}));
tell("really anonymous", () => (class { static #x = 1; static get(o: any) { return o.#x; } }).get({}));
tell("anonymous method", () => (class { static #x() {} ; static get(o: any) { return o.#x(); } }).get({}));
class Twice { constructor(o: any) { return o; } }
class Stamp extends Twice { #mark = 1; #m() {} }
tell("twice", () => { const o = {}; new Stamp(o); new Stamp(o); });
class StampM extends Twice { #m() {} }
tell("twice method", () => { const o = {}; new StampM(o); new StampM(o); });
