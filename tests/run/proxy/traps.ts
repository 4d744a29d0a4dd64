// Every trap of a Proxy sees its operation.
const log: string[] = [];
const handler: ProxyHandler<any> = {};
for (const t of [
  "get",
  "set",
  "has",
  "deleteProperty",
  "ownKeys",
  "getOwnPropertyDescriptor",
  "defineProperty",
  "getPrototypeOf",
  "setPrototypeOf",
  "isExtensible",
  "preventExtensions",
  "apply",
  "construct",
] as const)
  (handler as any)[t] = (...args: any[]) => {
    const k = args[1];
    log.push(typeof k === "string" || typeof k === "symbol" ? `${t}(${String(k)})` : t);
    return (Reflect as any)[t](...args);
  };
const flush = (what: string) => {
  console.log(what, "|", log.join(" "));
  log.length = 0;
};
const p: any = new Proxy({ a: 1, b: 2 }, handler);
p.a;
flush("get");
p.c = 3;
flush("set");
"a" in p;
flush("in");
delete p.b;
flush("delete");
Object.keys(p);
flush("keys");
for (const k in p);
flush("for in");
({ ...p });
flush("spread");
JSON.stringify(p);
flush("json");
Object.getPrototypeOf(p);
flush("getPrototypeOf");
p instanceof Object;
flush("instanceof");
Object.defineProperty(p, "d", { value: 1, configurable: true });
flush("define");
Object.hasOwn(p, "a");
flush("hasOwn");
Object.isFrozen(p);
flush("isFrozen");
Object.assign(p, { x: 1 });
flush("assign");
p.n = p.a + 1;
flush("mix");
p.a++;
flush("increment");
`${p}`;
flush("template");
p?.a?.b;
flush("chain");
Object.entries(p);
flush("entries");
const { a, ...r } = p;
flush("rest");
p.q ??= 1;
flush("nullish");
Object.freeze(p);
flush("freeze");
Object.setPrototypeOf(p, Object.prototype);
flush("setProto");
const f: any = new Proxy(function (this: any, x: number) {
  return x * 2;
}, handler);
console.log(f(4), f.call(null, 5), f.apply(null, [6]), typeof f);
flush("apply");
const K: any = new Proxy(
  class K {
    v: number;
    constructor(v: number) {
      this.v = v;
    }
  },
  handler,
);
console.log(new K(3).v);
flush("construct");
const arr: any = new Proxy([1, 2, 3], handler);
arr.push(4);
flush("push");
arr.length = 1;
flush("length");
console.log(Array.isArray(arr), [...arr]);
flush("iterate");
arr.map((x: number) => x);
flush("map");
console.log(arr.concat([5]));
flush("concat");
