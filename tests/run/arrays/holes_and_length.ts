// Sparse arrays, length writes and array-likes behave as exotic objects.
const s = [1, , 3];
s[6] = 7;
console.log(
  s,
  s.length,
  1 in s,
  s[1],
  Object.keys(s),
  s.indexOf(undefined as any),
  s.flat(),
  [...s].length,
  JSON.stringify(s),
);
const big: any[] = [];
big[4294967294 - 1] = "far";
console.log(big.length, Object.keys(big));
big[4294967295] = "prop";
console.log(big.length, Object.keys(big).length);
try {
  big.push(1);
  big.push(2);
  big.push(3);
} catch (e: any) {
  console.log(e.message);
}
const a: any[] = [1, 2, 3, 4];
a.length = 2;
a.length = 4;
console.log(a, a[2]);
a["3"] = "str index";
a["04"] = "prop";
a[1.5] = "float";
a[-1] = "neg";
console.log(a, a.length);
console.log(
  [, ,].length,
  [,],
  [1, , 2, ,].length,
  new Array(5),
  new Array("5"),
  Array.apply(null, Array(2)),
  Array(3).map((x) => 1),
  Array.from(Array(2)),
  [...Array(2)],
  Array(3).join("x"),
  [undefined, , null].length,
);
console.log(
  s.map((x) => x * 2),
  s.filter(() => true),
  s.some((x) => x === undefined),
  s.find((x) => x === undefined),
  s.reverse(),
  s.sort(),
  s.slice(2),
  s.concat([, 1]),
  s.fill(0).length,
);
const like: any = { length: 2, 0: "a", 1: "b" };
console.log(
  Array.prototype.push.call(like, "c"),
  like,
  Array.prototype.pop.call(like),
  Array.prototype.join.call(like, "+"),
  Array.prototype.reverse.call(like),
  Array.prototype.splice.call(like, 0, 1),
  like,
  Array.prototype.indexOf.call("abc", "c"),
  Array.prototype.concat.call(1, [2]).length,
);
const d = [1, 2, 3];
Object.defineProperty(d, 1, { get: () => "getter", enumerable: true, configurable: true });
console.log(
  d[1],
  d.map((x) => x),
  d.length,
);
Object.defineProperty(d, "length", { writable: false });
try {
  d.push(4);
} catch (e: any) {
  console.log(e.message);
}
try {
  d[3] = 1;
} catch (e: any) {
  console.log(e.message);
}
try {
  d.length = 0;
} catch (e: any) {
  console.log(e.message);
}
const f = Object.freeze([1, 2]) as number[];
for (const op of [
  () => f.push(3),
  () => f.pop(),
  () => {
    f[0] = 9;
  },
  () => {
    f.length = 0;
  },
  () => f.sort(),
  () => f.unshift(0),
  () => f.fill(1),
])
  try {
    op();
    console.log("?");
  } catch (e: any) {
    console.log(e.message);
  }
const sealed = Object.seal([1, 2]);
sealed[0] = 5;
try {
  sealed.pop();
} catch (e: any) {
  console.log(e.message);
}
console.log(sealed);
const p = [1, 2];
Object.preventExtensions(p);
try {
  p[5] = 1;
} catch (e: any) {
  console.log(e.message);
}
const it = [1, 2, 3];
const seen = [];
for (const v of it) {
  seen.push(v);
  if (v === 1) it.length = 2;
  if (v === 2) it.push(9);
}
console.log(seen);
const sparse: number[] = [];
for (let i = 0; i < 100; i += 10) sparse[i] = i;
let c = 0;
for (const k in sparse) c += +k;
console.log(
  c,
  sparse.length,
  sparse.reduce((x, y) => x + y),
);
const arr2: any = [1, 2, 3];
delete arr2[1];
arr2.length = 5;
console.log(
  arr2,
  arr2.lastIndexOf(undefined),
  arr2.includes(undefined),
  Object.getOwnPropertyNames(arr2),
  Object.entries(arr2),
);
(Array.prototype as any)[1] = "from proto";
console.log(arr2[1], arr2.indexOf("from proto"), 1 in arr2);
delete (Array.prototype as any)[1];
console.log(
  Object.getOwnPropertyDescriptor([1], "length"),
  Object.getOwnPropertyDescriptor([1], 0),
  [1, 2].propertyIsEnumerable("length"),
  Array.isArray(Object.create([])),
  Object.assign([1, 2, 3], [9]),
  Object.assign({}, ["x"]),
  { ...["y"] },
  [].length === 0 && ![].length,
);
