// Getters and setters: inheritance, overriding one half, strict writes, enumeration, computed names.
const tell = (what: string, body: () => unknown) => {
  try { console.log(what, body()); } catch (error: any) { console.log(what, error.name + ": " + error.message); }
};
class P { get x() { return 1; } set x(v) { console.log("set x", v); } get ro() { return 5; } set wo(v: number) {} static get s() { return "s"; } }
class Q extends P { get x() { return 2; } }
const q: any = new Q();
tell("write only getter", () => { q.x = 3; });
tell("read", () => q.x);
tell("ro", () => { q.ro = 1; });
tell("wo", () => q.wo);
tell("static inherited", () => (Q as any).s);
tell("keys", () => Object.keys(q));
for (const k in q) console.log("in", k);
const o = { get a() { return this.b; }, b: 3, set c(v: number) { this.b = v; }, get ["d" + 1]() { return "computed"; }, get 5() { return "five"; }, set 5(v) {} } as any;
console.log(o, Object.keys(o));
o.c = 9; console.log(o.a, o.d1, o[5]);
tell("frozen", () => { Object.freeze(o).b = 1; });
tell("add to frozen", () => { o.zz = 1; });
tell("delete frozen", () => delete o.b);
tell("delete symbol", () => delete Object.freeze({ [Symbol.iterator]: 1 } as any)[Symbol.iterator]);
const derived = Object.create(o);
tell("derived c", () => { derived.c = 4; return derived.b; });
tell("derived b", () => { derived.b = 4; });
tell("defineProperty both", () => Object.defineProperty({}, "x", { get() { return 1; }, value: 2 } as any));
tell("getter not function", () => Object.defineProperty({}, "x", { get: 1 } as any));
tell("setter not function", () => Object.defineProperty({}, "x", { set: "s" } as any));
tell("redefine", () => { const p = Object.defineProperty({}, "x", { value: 1 }); Object.defineProperty(p, "x", { value: 2 }); });
tell("descriptor", () => Object.getOwnPropertyDescriptor(P.prototype, "x"));
tell("names", () => Object.getOwnPropertyNames(P.prototype));
const log: string[] = [];
const tracked = { get k() { log.push("get"); return { set v(x: number) { log.push("set " + x); } }; } };
tracked.k.v = (log.push("rhs"), 7);
console.log(log);
tell("getter throws", () => ({ get x() { throw new RangeError("no"); } }).x);
const fn = Object.getOwnPropertyDescriptor(P.prototype, "x")!;
console.log(fn.get!.name, fn.set!.name, fn.get!.length, fn.set!.length);
tell("string length", () => { ("abc" as any).length = 1; });
tell("string index", () => { ("abc" as any)[0] = "z"; });
tell("primitive prop", () => { (5 as any).foo = 1; });
tell("undefined prop", () => { (undefined as any).foo = 1; });
tell("null method", () => (null as any).foo());
tell("array length", () => { [].length = -1; });
tell("array length frac", () => { ([] as any).length = 1.5; });
