// Precedence and associativity group expressions as the grammar says.
console.log(1 + 2 * 3 - 4 / 2, (1 + 2) * 3, 2 ** 3 ** 0, 10 - 3 - 2, 100 / 10 / 2, 2 + 3 + "4" + 5 * 6, "a" + 1 - 1);
console.log(1 < 2 === true, 5 & 3 | 4 ^ 1, 1 | 2 && 3, 1 + 1 << 2, 16 >> 1 + 1, 5 > 3 & 1 as any, !0 + 1, -2 + +"3", ~1 + 1, typeof 1 + 1, void 0 ?? "n");
console.log(true || false && false, (true || false) && false, false ?? true, (null ?? false) || "or", null ?? (0 || "z"), 1 ? 0 ? "a" : "b" : "c", false ? 1 : true ? 2 : 3);
let a = 1, b = 2;
a += b *= 3; console.log(a, b);
const r = (a = 5, b = a + 1, a * b); console.log(r, a, b);
console.log(a++ + ++a, a-- - --a, -(a ** 0), (-a) ** 2, a);
console.log([1, 2, 3].map((x) => x * 2 + 1).filter((x) => x > 3 && x < 8 || x === 3).length, ((x) => (y: number) => x + y)(1)(2));
console.log("b" in { b: 1 } === true, !("x" in {}), [] instanceof Array && !({} instanceof Array), new (class { v = 1 })().v, new Array(3).length, new Map([[1, 2]]).get(1));
const o = { f() { return { g: [() => "deep"] }; }, k: { z: 3 } };
console.log(o.f().g[0](), o?.k?.z + 1, -o.k.z, !o.k, typeof o.k.z, delete (o as any).k ? "deleted" : "kept", (o as any).k?.z ?? "gone");
console.log(1 + +"1" + -"1" + - -1, "5" * "2" as any - 1, +!![] + +![], [] + {} as any, 1 / 2 * 4, 1 - 1 + 1, 7 % 4 * 2, 2 * 7 % 4, 1 << 2 << 3, 256 >> 2 >> 1, 1 == 1 == (1 as any) as any);
const t = (c: boolean, d = c ? 1 : 2) => c ? d : d ? -d : 0; console.log(t(true), t(false), t(false, 0));
const assign = (x: any) => x.y = x.z = 4; const holder: any = {}; console.log(assign(holder), holder);
console.log(((a, b) => a + b)(...[1, 2] as [number, number]), Math.max(...[1, 5], ...[3]), [...[1], ...[2]].length, `${1 + 1}${`${2 * 2}`}`, (() => ({}))(), (() => {})());
console.log(3 > 2 > 1 as any, 1 < 2 < 3 as any, 1 == "1" as any, null == undefined, "2" > "12", 2 > ("12" as any), "b" > "a" && "a" > "B");
