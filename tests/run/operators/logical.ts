// Logical operators return operands, short-circuit, and ?? looks at null and undefined only.
const log: string[] = [];
const v = <T>(name: string, value: T): T => {
  log.push(name);
  return value;
};
console.log(v("a", 0) || v("b", "x"), v("c", "") && v("d", 1), v("e", null) ?? v("f", 5), v("g", 0) ?? v("h", 6));
console.log(log.join(""));
console.log([0, "", NaN, null, undefined, false, [], {}, "0", -0].map((x) => (x ? "T" : "F")).join(""));
console.log(!0, !!"", !!"false", !null, !![], !NaN);
let p: any = null,
  q: any = 0,
  r: any = "set",
  n = 0;
p ??= (n++, "default");
q ||= (n++, "other");
r &&= (n++, "and");
r ||= (n++, "never");
q ??= (n++, "never");
console.log(p, q, r, n);
const o: any = {
  count: 0,
  get g() {
    log.push("get");
    return 1;
  },
  set g(x) {
    log.push("set" + x);
  },
};
log.length = 0;
o.g ||= 5;
o.g &&= 6;
o.g ??= 7;
console.log(log.join());
const frozen: any = Object.freeze({ k: 1 });
frozen.k ||= 2;
frozen.k ??= 3;
console.log(frozen.k);
try {
  frozen.k &&= 4;
} catch (e: any) {
  console.log(e.message);
}
console.log(o.missing?.deep.er, o?.count, o.fn?.(), o.fn?.().x.y, o["no"]?.[v("idx", 1)], log.includes("idx"));
console.log(null ?? undefined ?? "end", (0 || null) ?? "n", (1 && 2) || 3, 1 ? (2 ? "a" : "b") : "c");
const t = (x: number) => (x > 0 ? "pos" : x < 0 ? "neg" : "zero");
console.log(t(1), t(-1), t(0), t(NaN));
function side(): boolean {
  log.push("side");
  return true;
}
log.length = 0;
if (false && side()) {
}
if (true || side()) {
}
side() && side();
console.log(log.length);
