// WeakMap and WeakSet hold objects by identity and refuse other keys.
const wm = new WeakMap<object, any>(),
  ws = new WeakSet<object>();
const a = {},
  b = [],
  f = () => 1,
  s = Symbol("s");
console.log(
  wm.set(a, 1) === wm,
  wm.get(a),
  wm.has(b),
  wm.set(b, 2).set(f, 3).get(f),
  wm.delete(a),
  wm.has(a),
  wm.get({}),
  wm.delete({}),
  wm.get(5 as any),
  wm.has("x" as any),
);
ws.add(a).add(b);
console.log(ws.has(a), ws.has({}), ws.delete(b), ws.has(b), wm.set(s as any, "sym").get(s as any));
for (const k of [1, "x", null, undefined, Symbol.for("reg")]) {
  try {
    wm.set(k as any, 1);
    console.log("set");
  } catch (e: any) {
    console.log(e.message);
  }
  try {
    ws.add(k as any);
  } catch (e: any) {
    console.log(e.message);
  }
}
const priv = new WeakMap<Person, { age: number }>();
class Person {
  constructor(age: number) {
    priv.set(this, { age });
  }
  get age() {
    return priv.get(this)!.age;
  }
  birthday() {
    priv.get(this)!.age++;
    return this;
  }
}
console.log(new Person(4).birthday().age, new Person(1));
const seen = new WeakSet<object>();
const visit = (o: any): number => {
  if (typeof o !== "object" || !o || seen.has(o)) return 0;
  seen.add(o);
  return 1 + Object.values(o).reduce((t: number, v) => t + visit(v), 0);
};
const cyc: any = { x: { y: {} } };
cyc.self = cyc;
cyc.x.back = cyc;
console.log(visit(cyc));
console.log(wm, ws, Object.prototype.toString.call(wm), new WeakMap([[a, 1]]).get(a), (wm as any).size);
for (let i = 0; i < 20000; i++) {
  const k = { i };
  wm.set(k, { big: [i, i, i] });
  if (wm.get(k).big[0] !== i) console.log("wrong");
}
console.log("survived", wm.get(b));
try {
  (WeakMap as any)();
} catch (e: any) {
  console.log(e.message);
}
