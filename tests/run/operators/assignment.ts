// Assignment evaluates its target first, its value second, and yields the value.
const log: string[] = [];
const tr = <T>(n: string, v: T): T => {
  log.push(n);
  return v;
};
const o: any = {};
tr("obj", o)[tr("key", "k") as string] = tr("val", 1);
console.log(log.join(), o);
log.length = 0;
o[tr("k1", "k")] += tr("v1", 10);
console.log(log.join(), o.k);
let a: number, b: number, c: number;
a = b = c = 4;
console.log(a, b, c, (a = 5) + a);
let x = 1;
x += x++ + ++x;
console.log(x);
const arr = [0, 0, 0];
let i = 0;
arr[i++] = i++;
arr[i] = i = 0;
console.log(arr, i);
let y = 2;
y = y++ * y;
console.log(y);
try {
  (null as any)[tr("nk", "p")] = tr("nv", 1);
} catch (e: any) {
  console.log(e.message, log.slice(-2).join());
}
try {
  let u: any;
  u.prop = 1;
} catch (e: any) {
  console.log(e.message);
}
(5 as any).foo === undefined && console.log("no prop on number");
try {
  ("use strict");
  ("str" as any).foo = 1;
} catch (e: any) {
  console.log(e.message);
}
try {
  ("str" as any).length = 1;
} catch (e: any) {
  console.log(e.message);
}
try {
  (Object.freeze([1]) as any)[0] = 2;
} catch (e: any) {
  console.log(e.message);
}
try {
  (
    ({
      get only() {
        return 1;
      },
    }) as any
  ).only = 2;
} catch (e: any) {
  console.log(e.message);
}
[o.first, ...o.others] = [1, 2, 3];
({ first: o.swapped = 0, missing: o.filled = "def" } = o);
console.log(o);
