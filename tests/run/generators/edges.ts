// Generators: return and throw at each place, delegation, finally that yields, errors of running ones.
const tell = (what: string, body: () => unknown) => {
  try { console.log(what, body()); } catch (error: any) { console.log(what, error?.name ? error.name + ": " + error.message : error); }
};
function* g() { try { const x: any = yield 1; console.log("got", x); yield x; } finally { console.log("cleanup"); yield "from finally"; } return "done"; }
let it: any = g();
console.log(it.next("ignored"), it.next("v"), it.return("r"), it.next(), it.next());
it = g(); console.log(it.return(5), it.next());
it = g(); tell("throw at start", () => it.throw(new Error("start"))); console.log(it.next());
it = g(); it.next(); tell("throw", () => it.throw(new Error("in"))); tell("after", () => it.next());
function* swallow() { while (true) { try { yield "w"; } catch (e: any) { console.log("caught", e.message ?? e); } } }
it = swallow(); it.next(); console.log(it.throw("x"), it.throw(new Error("y")));
function* inner() { try { const r: any = yield "i1"; return "ret " + r; } catch (e) { yield "caught " + e; return "after catch"; } finally { console.log("inner finally"); } }
function* outer(): any { const v = yield* inner(); console.log("v", v); yield* [1, 2]; yield* "ab"; return "o"; }
it = outer(); console.log(it.next(), it.next("q"), it.next(), it.next(), it.next(), it.next(), it.next());
it = outer(); it.next(); console.log(it.throw("E"), it.next(), it.return("early"), it.next());
it = outer(); it.next(); console.log(it.return("x"));
const custom = { [Symbol.iterator]() { return { next(v: any) { console.log("next", v); return { value: 1, done: false }; }, return(v: any) { console.log("return", v); return { value: "rv", done: true }; } }; } };
function* del(): any { try { yield* custom as any; } finally { console.log("del fin"); } }
it = del(); it.next(1); it.next(2); console.log(it.return("bye"));
it = del(); it.next(); tell("throw to no-throw", () => it.throw(new Error("t")));
function* self(): any { it.next(); yield 1; }
it = self(); tell("running", () => it.next());
tell("not object", () => { for (const x of { [Symbol.iterator]() { return 5; } } as any) {} });
tell("next not object", () => { for (const x of { [Symbol.iterator]() { return { next() { return 5; } }; } } as any) {} });
tell("next missing", () => { for (const x of { [Symbol.iterator]() { return {}; } } as any) {} });
tell("return not object", () => { for (const x of { [Symbol.iterator]() { return { next() { return { done: false } }, return() { return 1; } }; } } as any) break; });
tell("new generator", () => new (g as any)());
tell("receiver", () => (g.prototype as any).next.call({}));
console.log(Object.prototype.toString.call(g()), g.constructor.name, String(g()), g());
const [a, b] = (function* () { try { yield 1; yield 2; yield 3; } finally { console.log("destructured"); } })();
console.log(a, b);
function* params(x = (() => { console.log("param"); return 1; })()) { console.log("body"); yield x; }
const p = params(); console.log("made"); p.next();
console.log([...(function* (): any { const r = yield* (function* () { yield 1; return 2; })(); yield r; })()]);
function* spreadArgs() { yield* arguments as any; } console.log([...(spreadArgs as any)(1, 2, 3)]);
const obj = { *[Symbol.iterator]() { yield* Object.entries(this); }, k: 1 }; console.log([...obj as any], Math.max(...(function* () { yield 3; yield 9; })()));
