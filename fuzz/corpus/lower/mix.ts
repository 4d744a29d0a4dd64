export class A<T> { #x = 1; static s = 2; constructor(public y: number) { } get z() { return this.#x + this.y; } m(a = 1, ...r: T[]) { return r.length + a; } }
enum E { P = 1, Q = P << 2, R = "r" }
async function* g() { for await (const v of [1, 2]) { try { yield v; } finally { continue; } } }
label: for (let i = 0; i < 3; i++) { switch (i) { case 1: break label; default: } }
const { a, b: [c = 3, ...d], ...rest } = { a: 1, b: [] as number[], e: `t${E.Q}` };
console.log(a, c, d, rest, new A<number>(1)?.m?.(2, 3) ?? /x+/giu.test("x"), a ** 2 >>> 1, typeof g, void 0);
