// delete, typeof and void give the specified results.
const o: any = {
  a: 1,
  b: { c: 2 },
  get g() {
    return 1;
  },
};
console.log(delete o.a, delete o.zz, delete o.b.c, delete o["g"], o);
const arr: any[] = [1, 2, 3];
console.log(delete arr[1], arr, arr.length, 1 in arr);
try {
  delete (Object.freeze({ x: 1 }) as any).x;
} catch (e: any) {
  console.log(e.message);
}
try {
  delete (arr as any).length;
} catch (e: any) {
  console.log(e.message);
}
try {
  delete (null as any).x;
} catch (e: any) {
  console.log(e.message);
}
console.log(delete (5 as any).x);
console.log(
  [undefined, null, true, 1, "s", Symbol(), {}, [], () => 1, class {}, /x/, new Map(), Math, JSON]
    .map((v) => typeof v)
    .join(),
);
console.log(typeof undeclaredName, typeof typeof 1, typeof void 0, void "anything", typeof NaN);
declare const undeclaredName: any;
console.log(typeof new String("x"), typeof String(1), typeof Object(1), typeof Object(Symbol()));
class C {
  m() {}
  static s = 1;
}
const c: any = new C();
console.log(delete c.m, typeof c.m, delete (C as any).s, (C as any).s);
let x = (console.log("left"), console.log("right"), "last");
console.log(x, (1, o).b);
console.log(typeof globalThis, typeof console.log, typeof Object.prototype, typeof Symbol.iterator);
