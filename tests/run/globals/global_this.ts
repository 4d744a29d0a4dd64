// globalThis, the global functions and the built-in constructors are where programs look.
(globalThis as any).shared = 5;
console.log(
  (globalThis as any).shared,
  typeof globalThis,
  globalThis === (globalThis as any).globalThis,
  "Array" in globalThis,
  (globalThis as any).Array === Array,
  delete (globalThis as any).shared,
  "shared" in globalThis,
);
declare const injected: number;
(globalThis as any).injected = 7;
console.log(injected + 1, typeof injected);
(globalThis as any).parseInt2 = parseInt;
const top_ = 1;
var topVar = 2;
console.log((globalThis as any).top_, (globalThis as any).topVar, typeof undefined, NaN, Infinity, typeof this);
for (const f of [
  () => {
    (globalThis as any).undefined = 1;
  },
  () => {
    (globalThis as any).NaN = 1;
  },
  () => {
    (globalThis as any).Infinity = 0;
  },
])
  try {
    f();
  } catch (e: any) {
    console.log(e.message.slice(0, 52));
  }
console.log(
  [
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    Map,
    Set,
    WeakMap,
    WeakSet,
    Promise,
    Error,
    RegExp,
    Date,
    Proxy,
    ArrayBuffer,
    DataView,
    BigInt,
  ]
    .map((f) => `${f.name}/${f.length}`)
    .join(" "),
);
console.log(
  [
    Array.prototype.push,
    Array.prototype.slice,
    String.prototype.replace,
    Object.assign,
    Object.keys,
    JSON.stringify,
    Math.max,
    Math.atan2,
    Promise.prototype.then,
    Map.prototype.set,
    Function.prototype.call,
    isNaN,
    parseInt,
    encodeURIComponent,
    setTimeout,
    queueMicrotask,
    structuredClone,
    Array.from,
    Reflect.apply,
  ]
    .map((f) => `${f.name}/${f.length}`)
    .join(" "),
);
console.log(
  Object.getOwnPropertyDescriptor(globalThis, "NaN"),
  Object.getOwnPropertyDescriptor(Math, "PI"),
  Object.getOwnPropertyDescriptor(Array.prototype, "map")!.enumerable,
  Object.keys(Math).length,
  Object.getOwnPropertyDescriptor(Array, "prototype")!.writable,
);
const saved = Math.max;
(Math as any).max = () => "patched";
console.log(Math.max(1, 2));
Math.max = saved;
const origPush = Array.prototype.push;
Array.prototype.push = function (...a: any[]) {
  return origPush.apply(
    this,
    a.map((x) => x + "!"),
  );
};
const arr: any[] = [];
arr.push("a");
Array.prototype.push = origPush;
arr.push("b");
console.log(
  arr,
  [..."ab"].map((x) => x),
);
