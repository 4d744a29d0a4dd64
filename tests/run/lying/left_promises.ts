// Values that leave what their annotations or their past promise: int32 overflow, -0, holes, replaced built-ins.
const show = (...a: any[]) => console.log(...a.map((x) => (Object.is(x, -0) ? "-0" : typeof x === "bigint" ? x + "n" : x)));
function sum(a: any, n: number): any { let s = 0; for (let i = 0; i < n; i++) s += a[i]; return s; }
show(sum([1, 2, 3], 3), sum([1, "x", 3], 3), sum([1, , 3] as any, 3), sum([1, undefined, 3], 3), sum([0.5, null, true], 3), sum("123", 3), sum([1n as any, 2n], 0));
try { sum([1, 2n], 2); } catch (e: any) { show(e.message); }
function count(from: number, to: number): number { let c = 0; for (let i = from; i < to; i++) c++; return c; }
show(count(2147483640, 2147483660), count(-5, 5), count(0.5, 10), count(NaN, 3), count("3" as any, 10), count(0, "7" as any));
function over(i: number): any { let r: any[] = []; for (let k = 0; k < 5; k++) { r.push(i); i = i + 1; } return r.join(); }
show(over(2147483645), over(-3), over(9007199254740990), over("a" as any), over({ valueOf() { return 7; } } as any), over(1.5));
try { show(over(5n as any)); } catch (e: any) { show(e.message); }
function dec(i: number): any { let r: any[] = []; for (let k = 0; k < 5; k++) { r.push(i--); } return r.join(); }
show(dec(-2147483646), dec(2), dec("5" as any), dec(undefined as any), dec(5n as any));
function idx(a: number[], w: number, h: number): number { let s = 0; for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) s += a[y * w + x]; return s; }
show(idx([1, 2, 3, 4, 5, 6], 3, 2), idx([1, 2, 3, 4], 2.5, 2), idx([1, 2], -1, 2), idx([1, 2, 3], 2, 2));
function negz(a: number[], m: number): any { const r: any[] = []; for (let i = -2; i < 3; i++) { const k = i * m; r.push(Object.is(k, -0) ? "-0" : k, a[k]); } return r.join(); }
show(negz([10, 11, 12], 0), negz([10, 11, 12], 1), negz([10, 11], -1), negz([1], 2 ** 31), negz([1], 2 ** 30));
function rem(a: number, b: number): any { let out: any[] = []; for (let k = 0; k < 3; k++) { const m = (a + k) % b; out.push(Object.is(m, -0) ? "-0" : m); } return out.join(); }
show(rem(-4, 2), rem(-1, 3), rem(5, 0), rem(5, -3), rem(7.5, 2), rem(2 ** 53, 7), rem(2 ** 62, 1000), rem(Infinity, 2), rem(-2147483648, -1), rem(1e300, 3));
function rem4(n: number): any { let o: any[] = []; for (let i = -5; i < n; i++) o.push(Object.is(i % 4, -0) ? "-0" : i % 4); return o.join(); }
show(rem4(5));
function math(x: any): any { return [Math.floor(x), Math.ceil(x), Math.trunc(x), Math.abs(x), Math.sqrt(x), Math.min(x, 1), Math.max(x, -1), Math.imul(x, 3), Math.clz32(x)].map((v) => (Object.is(v, -0) ? "-0" : v)).join(); }
for (const x of [0, -0, 0.5, -0.5, 2 ** 31, -(2 ** 31), 2 ** 32 + 5, NaN, Infinity, -Infinity, "3.7", null, undefined, true, [2], {}, 4294967295, 1e21]) show(math(x));
try { math(1n); } catch (e: any) { show(e.message); }
function late(n: number): any { const r: any[] = []; const old = Math.floor; for (let i = 0; i < n; i++) { if (i === 2) (Math as any).floor = (x: number) => x * 100; if (i === 4) Math.floor = old; r.push(Math.floor(i + 0.5)); } return r.join(); }
show(late(6));
function swap(n: number): any { const r: any[] = []; const M = Math; const f = (i: number) => { if (i === 2) (globalThis as any).Math = { max: () => "replaced" }; return i; }; for (let i = 0; i < n; i++) r.push(Math.max(f(i), 1)); globalThis.Math = M; return r.join(); }
show(swap(5));
function codes(s: any, n: number): any { const r: any[] = []; for (let i = -1; i < n; i++) r.push(s.charCodeAt(i)); return r.join(); }
show(codes("aé日", 5), codes(new String("xy"), 3), codes({ charCodeAt(i: any) { return "c" + i; } }, 2));
function tryit(a: any): any { let i = 0, s = 0; try { for (i = 0; i < 10; i++) { s += a[i]; if (a[i] > 3) throw new Error("at " + i); } } catch (e: any) { return [e.message, i, s].join(); } finally { i = -1; } return [i, s].join(); }
show(tryit([1, 2, 3, 4, 5]), tryit([1, 2, "5", 1]), tryit([]), tryit(null));
function getter(): any { let n = 0; const o = { get v() { n++; return n > 3 ? "s" + n : n; } }; let t: any = 0; for (let i = 0; i < 5; i++) t += (o as any).v; return t + "/" + n; }
show(getter());
function mixed(n: number): any { let x: any; const r: any[] = []; for (let i = 0; i < n; i++) { r.push(x); x = i * 0.5; if (i === 3) x = "q"; if (i > 4) x = x + 1; } return r.join(); }
show(mixed(8));
function closure(n: number): any { const fs: any[] = []; let t = 0; for (let i = 0; i < n; i++) { t += i; fs.push(() => i * 10 + t); } return fs.map((f) => f()).join(); }
show(closure(4));
function fact(n: number): number { return n <= 1 ? 1 : n * fact(n - 1); }
show(fact(5), fact(20), fact(25), fact(170), fact(171), fact("6" as any), fact(2.5));
function deep(n: number): any { return n === 0 ? 0 : deep(n - 1) + 1; }
show(deep(1000), deep(0));
function hash(s: string): any { let h = 0; for (let i = 0; i < s.length; i++) h = h * 31 + s.charCodeAt(i); return h; }
show(hash("hello"), hash("a longer text that overflows"));
function hash2(s: string): any { let h = 5381; for (let i = 0; i < s.length; i++) h = ((h << 5) + h + s.charCodeAt(i)) | 0; return h >>> 0; }
show(hash2("hello"), hash2("a longer text that overflows"));
function u32(n: number): any { let x = n >>> 0, c = 0; while (x > 0 && c < 40) { x = (x * 3 + 1) >>> 1; c++; } return [x, c, x > 2147483647, -1 >>> 0, (-1 >>> 0) + 1].join(); }
show(u32(7), u32(-7), u32(4e9));
function sw(n: number): any { let r = ""; for (let i = 0; i < n; i++) { switch (i * 2) { case 0: r += "z"; break; case 4: r += "f"; case 6: r += "s"; break; default: r += "."; } } return r; }
show(sw(6));
const m = new Map<any, any>(); m.set(0.5 + 0.5, "one"); m.set(3 * 0, "zero"); m.set(-0, "nz"); show(m.get(1), m.get(0), m.size, [1, 2, 3].indexOf(4 / 2), [1, 2][0.5 * 2], { 1: "k" }[0.5 + 0.5]);
function arr(n: number): any { const a: any[] = []; for (let i = 0; i < n; i++) a[i] = i / 2; a[n + 2] = 9; let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return [a.length, s].join(); }
show(arr(4));
function cond(a: any, b: any): any { let r = 0; for (let i = 0; i < 3; i++) { r += (a ? b : 1) - (a && b) * 2 + (a ?? 4); } return r; }
show(cond(1, 2), cond(0, 5), cond(null, 3), cond("2", "3"), cond(undefined, 1));
let g = 0; function bump(k: number): void { g += k; g = g % 1000; } for (let i = 0; i < 5000; i++) bump(i); show(g); bump("x" as any); show(g);
function dflt(a: number, b: number = a * 2, ...rest: number[]): any { let s = a + b; for (let i = 0; i < rest.length; i++) s += rest[i]; return s; }
show(dflt(1), dflt(1, 2), dflt(1, 2, 3, 4), dflt("a" as any), (dflt as any)());
function* gen(n: number) { let s = 0; for (let i = 0; i < n; i++) { s += i; yield s; } } show([...gen(5)].join());
class P { x = 1; y = 2.5; inc(n: number): number { for (let i = 0; i < n; i++) { this.x++; this.y -= 0.5; this.x += this.y; } return this.x; } } show(new P().inc(4)); const q: any = new P(); q.x = "s"; show(q.inc(2)); const z: any = new P(); Object.defineProperty(z, "y", { get() { return "g"; }, set() {} }); show(z.inc(2));
label: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue label; if (i === 2) break label; show(i, j, i * j - 0.5); } }
function bits(a: any, b: any): any { let o: any[] = []; for (let i = 0; i < 2; i++) o.push(a & b, a | b, a ^ b, a << b, a >> b, a >>> b, ~a); return o.join(); }
show(bits(5, 3), bits(-5, 33), bits(2 ** 40 + 3, 1), bits("7", "2"), bits(NaN, Infinity));
