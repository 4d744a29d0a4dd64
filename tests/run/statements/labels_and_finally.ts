// Labelled blocks, loops and switches; finally overrides what leaves.
const out: string[] = [];
block: { out.push("a"); if (out.length) break block; out.push("never"); }
outer: for (let i = 0; i < 3; i++) { inner: for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; out.push(i + "" + j); } }
a: b: c: for (;;) { break b; }
sw: switch (1) { case 1: for (;;) { break sw; } case 2: out.push("no"); }
lab: if (true) { out.push("if"); break lab; }
lab2: try { out.push("try"); break lab2; } finally { out.push("fin"); }
function f() { l: try { return "r"; } finally { break l; } return "after"; }
function g() { for (const x of [1, 2, 3]) { try { if (x === 2) continue; return x * 10; } finally { if (x === 1) continue; } } return "end"; }
function h() { try { throw 1; } catch (e) { return "c"; } finally { out.push("hf"); } }
function i() { let n = 0; do { n++; if (n < 3) continue; break; } while (true); return n; }
function k() { x: while (true) { try { while (true) { try { break x; } finally { out.push("k1"); } } } finally { out.push("k2"); } } return "k"; }
function m() { try { return (() => { out.push("eval"); return 1; })(); } finally { out.push("later"); } }
function* n() { l: for (const a of [1, 2]) { for (const b of [1, 2]) { if (b === 2) continue l; yield [a, b]; } } }
console.log(out, f(), g(), h(), i(), k(), m(), [...n()], out);
function sw2(v: any) { const r: any[] = []; switch (v) { default: r.push("d"); case 1: r.push(1); break; case "1": r.push("s"); case NaN: r.push("nan"); } return r; }
console.log(sw2(1), sw2("1"), sw2(NaN), sw2(2));
var w = 0; foo: for (var z in { a: 1, b: 2, c: 3 }) { w++; if (z === "b") break foo; } console.log(w, z);
console.log((() => { for (var q = 0, r = []; q < 3; q++) r.push(() => q); return r.map((x: any) => x()); })());
console.log((() => { const r: any[] = []; for (let q = 0; q < 3; q++) { r.push(() => q); q += 0; } return r.map((x) => x()); })());
console.log((() => { const r: any[] = []; for (let q = 0, inc = () => q++; q < 3; inc(), q++) { r.push(() => q); if (r.length > 5) break; } return r.map((x) => x()); })());
