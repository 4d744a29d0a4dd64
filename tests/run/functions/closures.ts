// Closures capture variables, and every loop round has its own binding.
const fs: (() => number)[] = [];
for (let i = 0; i < 3; i++) fs.push(() => i);
console.log(fs.map((f) => f()));
const gs: (() => number)[] = [];
for (var j = 0; j < 3; j++) gs.push(() => j);
console.log(gs.map((f) => f()));
const hs: (() => number)[] = [];
for (let i = 0; i < 5; i++) {
  hs.push(() => i++);
  i++;
}
console.log(
  hs.map((f) => f()),
  hs.map((f) => f()),
);
const inHeader: (() => number)[] = [];
for (let i = 0, get = () => i; i < 2; i++) inHeader.push(get, () => i);
console.log(inHeader.map((f) => f()));
const ks: (() => string)[] = [];
for (const k in { x: 1, y: 2 }) ks.push(() => k);
for (const k of ["p", "q"]) ks.push(() => k);
console.log(ks.map((f) => f()).join());
let w = 0;
const ws: (() => number)[] = [];
while (w < 3) {
  const c = w * w;
  let d = c;
  ws.push(() => d++);
  w++;
}
console.log(ws.map((f) => f() + f()));
function counter(start = 0) {
  let n = start;
  return {
    inc: () => ++n,
    dec: () => --n,
    get value() {
      return n;
    },
  };
}
const a = counter(),
  b = counter(10);
a.inc();
a.inc();
b.dec();
console.log(a.value, b.value);
function shared() {
  let v = 1;
  return [
    () => v,
    (x: number) => {
      v = x;
    },
  ] as const;
}
const [get, set] = shared();
set(42);
console.log(get());
const param = (p: number) => [
  () => p,
  () => {
    p += 5;
    return p;
  },
];
const [p1, p2] = param(1);
console.log(p1(), p2(), p1());
function memo(f: (n: number) => number) {
  const cache: Record<number, number> = {};
  return (n: number) => (cache[n] ??= f(n));
}
let computed = 0;
const sq = memo((n) => {
  computed++;
  return n * n;
});
console.log(sq(4), sq(4), sq(5), computed);
const once = (() => {
  let done = false;
  return () => (done ? "again" : ((done = true), "first"));
})();
console.log(once(), once());
function deep() {
  let x = 1;
  return () => {
    let y = 2;
    return () => {
      let z = 3;
      return () => x++ + y++ + z++;
    };
  };
}
const d = deep()()();
console.log(d(), d());
try {
  throw 7;
} catch (e) {
  var saved = () => e;
}
console.log(saved!());
