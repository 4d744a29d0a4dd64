// TypeErrors carry V8's messages with the source text of what failed.
const attempt = (f: () => unknown) => {
  try {
    console.log("no error:", f());
  } catch (e: any) {
    console.log(`${e.name}: ${e.message}`);
  }
};
const o: any = { a: { b: null, f: 5 }, list: [1], s: "str" },
  u: any = undefined,
  n: any = null,
  num: any = 5;
attempt(() => u.x);
attempt(() => n.x);
attempt(() => o.a.b.c);
attempt(() => o.missing.deep);
attempt(() => o.list[5].x);
attempt(() => u[0]);
attempt(() => n["key"]);
attempt(() => u[Symbol("s")]);
attempt(() => {
  u.x = 1;
});
attempt(() => {
  n[0] = 1;
});
attempt(() => {
  o.a.b.c = 1;
});
attempt(() => delete n.x);
attempt(() => u());
attempt(() => o.a.f());
attempt(() => o.nope());
attempt(() => o.a.b());
attempt(() => o.list[0]());
attempt(() => o["s"]());
attempt(() => num.x());
attempt(() => num.toFixed.y());
attempt(() => (1 as any)());
attempt(() => ("a" as any)());
attempt(() => (({}) as any)());
attempt(() => o.list.nope(1));
attempt(() => o?.a.nope());
attempt(() => (() => 5)()());
attempt(() => o.a["f" + ""]());
attempt(() => o.a.f());
attempt(() => [1, 2].map(num));
attempt(() => u`t`);
attempt(() => super_());
function super_(): any {
  return (undefined as any).foo;
}
attempt(() => new u());
attempt(() => new o.a.f());
attempt(
  () =>
    new class A {
      m() {}
    }.prototype.m(),
);
attempt(() => new (() => 1 as any)());
attempt(() => new o.nope());
attempt(() => new (Math.max as any)());
attempt(() => new (Symbol as any)());
attempt(() => (class A {} as any)());
attempt(() => (Map as any)());
attempt(() => (Promise as any)());
attempt(() => new ((async () => {}) as any)());
attempt(() => new (parseInt as any)("1"));
attempt(() => {
  const { x } = u;
});
attempt(() => {
  const { x } = n;
});
attempt(() => {
  const {
    a: {
      b: { c },
    },
  } = o;
});
attempt(() => {
  const [x] = u;
});
attempt(() => {
  const [x] = num;
});
attempt(() => {
  const [x] = o;
});
attempt(() => {
  const { ...r } = n;
});
attempt(() => {
  const { [o.s]: v } = u;
});
attempt(() => (({ x }: any) => x)(u));
attempt(() => (({ x }: any) => x)(n));
attempt(() => ((a: any, { p: { q } }: any) => q)(1, {}));
attempt(() => {
  for (const { z } of [null as any]);
});
attempt(() => {
  let z;
  ({ z } = n);
});
attempt(() => [...num]);
attempt(() => Math.max(...u));
attempt(() => {
  for (const x of num);
});
attempt(() => {
  for (const x of o.a.f);
});
attempt(() => new Set(num));
attempt(() => "x" in num);
attempt(() => o instanceof num);
attempt(() => o instanceof ({} as any));
attempt(() => (o instanceof (() => 1)) as any);
attempt(() => `${Symbol("q") as any}`);
attempt(() => Symbol("q") + ("" as any));
attempt(() => +(Symbol("q") as any));
attempt(() => Object.defineProperty(1 as any, "x", {}));
attempt(() => Object.setPrototypeOf(n, {}));
attempt(() => Object.keys(u));
attempt(() => [].reduce(u));
attempt(() => [].reduce((a) => a));
attempt(() => "abc".repeat(-1));
attempt(() => JSON.parse("{bad"));
attempt(() => n.foo.bar);
attempt(() => Function.prototype.call.call(num));
attempt(() => (Array.prototype.map as any).call(n, (x: any) => x));
attempt(() => String.prototype.trim.call(u));
attempt(() => (Number.prototype.valueOf as any).call("x"));
attempt(() => Symbol.prototype.toString.call(num));
attempt(() => new WeakMap([[1, 2]] as any));
attempt(() => Object.fromEntries(u));
attempt(() => Array.from({ length: -1 }).length);
attempt(() => Array.from(n));
attempt(() => [].flat.call(u));
attempt(() => Object.create(u));
attempt(() => Object.assign(u, {}));
attempt(() => Object.entries(n));
attempt(() => [1].at.call(n, 0));
attempt(() => "x".localeCompare.call(u, "y"));
