// Errors cross callbacks, iterators, getters, promises and finally in order.
const log: string[] = [];
const boom = (m: string): never => {
  throw new Error(m);
};
const at = (name: string, f: () => unknown) => {
  try {
    log.push(`${name}=${f()}`);
  } catch (e: any) {
    log.push(`${name}!${e.message ?? e}`);
  }
};
at("map", () => [1, 2, 3].map((x) => (x === 2 ? boom("at " + x) : x)));
at("sort", () => [2, 1].sort(() => boom("cmp")));
at("reduce", () => [1, 2].reduce((a, b) => boom(`${a}${b}`)));
at("replace", () => "abc".replace(/b/, () => boom("repl")));
at(
  "getter",
  () =>
    ({
      get x() {
        return boom("get");
      },
    }).x,
);
at("setter", () => {
  ({
    set x(v: any) {
      boom("set " + v);
    },
  }).x = 5;
});
at("toString", () => `${{ toString: () => boom("ts") }}`);
at("valueOf", () => +{ valueOf: () => boom("vo") });
at("toJSON", () => JSON.stringify({ toJSON: () => boom("tj") }));
at("reviver", () => JSON.parse("[1]", () => boom("rv")));
at("from", () => Array.from([1], () => boom("fr")));
at("forEach map", () => new Map([[1, 2]]).forEach(() => boom("mfe")));
at(
  "ctor",
  () =>
    new (class {
      f = boom("field");
    })(),
);
at(
  "static",
  () =>
    class {
      static s = boom("static");
    },
);
at("default", () => ((a = boom("dflt")) => a)());
at("destr", () => {
  const { a = boom("d") } = {} as any;
  return a;
});
at("spread", () => [
  ...(function* () {
    yield 1;
    boom("gen");
  })(),
]);
at("tag", () => ((s: any) => boom("tag" + s[0]))`x`);
at("cond", () => (boom("c") ? 1 : 2));
at("switch", () => {
  switch (1 as any) {
    case boom("case"):
      return 1;
  }
});
at("computed", () => ({ [boom("key") as any]: 1 }));
at("in order", () => {
  const seen: string[] = [];
  try {
    [seen.push("a"), boom("mid"), seen.push("b")];
  } catch {
    return seen.join();
  }
});
at("nested finally", () => {
  try {
    try {
      boom("1");
    } finally {
      log.push("f1");
      try {
        boom("2");
      } catch {
        log.push("c2");
      } finally {
        log.push("f2");
      }
    }
  } finally {
    log.push("f3");
  }
});
console.log(log.join("\n"));
const cleanup: string[] = [];
function* res(name: string) {
  try {
    yield name;
  } finally {
    cleanup.push("close " + name);
  }
}
try {
  for (const a of res("a")) for (const b of res("b")) boom(a + b);
} catch (e: any) {
  cleanup.push(e.message);
}
console.log(cleanup.join());
const results: string[] = [];
await Promise.allSettled(
  [
    async () => boom("async"),
    () => Promise.reject(new Error("rej")),
    async () => {
      await null;
      boom("later");
    },
    () => new Promise((_, r) => setTimeout(r, 1, new Error("timer"))),
    async () => {
      try {
        await boom("inner");
      } catch (e: any) {
        throw new Error("outer", { cause: e });
      }
    },
  ].map((f) => f().catch((e: any) => results.push(e.message + (e.cause ? "<" + e.cause.message : "")))),
);
console.log(results.join());
const chain = await Promise.resolve(1)
  .then((x) => boom("c" + x))
  .then(() => "skipped")
  .catch((e) => e.message + " caught")
  .then((s) => s + " on")
  .finally(() => boom("fin"))
  .catch((e) => e.message);
console.log(chain);
let rethrown = 0;
const retry = (n: number): string => {
  try {
    if (n < 3) boom("try " + n);
    return "ok " + n;
  } catch (e) {
    rethrown++;
    return retry(n + 1);
  }
};
console.log(retry(0), rethrown);
const wrap = <T>(f: () => T): { ok: true; value: T } | { ok: false; error: string } => {
  try {
    return { ok: true, value: f() };
  } catch (e) {
    return { ok: false, error: e instanceof Error ? e.message : String(e) };
  }
};
console.log(
  wrap(() => 1),
  wrap(() => boom("w")),
  wrap(() => {
    throw "str";
  }),
  wrap(() => {
    throw null;
  }),
);
