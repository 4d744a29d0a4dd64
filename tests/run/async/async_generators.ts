// Async generators queue requests and for await closes them.
const sleep = (ms: number) => new Promise<void>((r) => setTimeout(r, ms));
const log: string[] = [];
async function* count(n: number, name = "g") {
  try {
    for (let i = 0; i < n; i++) {
      await sleep(1);
      yield i;
    }
    return "ret";
  } finally {
    log.push(name + " closed");
  }
}
for await (const x of count(3)) log.push("x" + x);
for await (const x of count(9, "broken")) {
  if (x === 1) break;
}
try {
  for await (const x of count(9, "thrown")) throw new Error("body");
} catch (e: any) {
  log.push(e.message);
}
console.log(log.join(", "));
const g = count(2, "manual");
console.log(await Promise.all([g.next(), g.next(), g.next(), g.next()]));
async function* yieldsPromises() {
  yield Promise.resolve(1);
  yield 2;
  try {
    yield Promise.reject(new Error("yielded rejection"));
  } catch (e: any) {
    yield "caught " + e.message;
  }
}
const ys: any[] = [];
for await (const y of yieldsPromises()) ys.push(y);
console.log(ys);
async function* delegating() {
  const r = yield* count(2, "inner");
  yield "result " + r;
  yield* [10, Promise.resolve(11)];
}
const ds: any[] = [];
for await (const d of delegating()) ds.push(d);
console.log(ds);
const r = count(5, "returned");
console.log(await r.next(), await r.return("bye" as any), await r.next());
const t = count(5, "thrower");
await t.next();
try {
  await t.throw(new Error("in"));
} catch (e: any) {
  console.log("threw", e.message, await t.next());
}
for await (const x of [1, Promise.resolve(2), sleep(1).then(() => 3)]) log.push("sync iter " + x);
const custom = {
  [Symbol.asyncIterator]() {
    let i = 0;
    return {
      async next() {
        return { value: i, done: i++ >= 2 };
      },
      async return() {
        log.push("custom return");
        return { value: undefined, done: true };
      },
    };
  },
};
for await (const x of custom) log.push("custom " + x);
for await (const x of custom) {
  if (x === 0) break;
}
console.log(log.slice(3).join(", "));
class Stream {
  chunks = ["a", "b"];
  async *[Symbol.asyncIterator]() {
    for (const c of this.chunks) {
      await null;
      yield c;
    }
  }
  async *map<T>(f: (s: string) => T) {
    for await (const c of this) yield f(c);
  }
}
let s = "";
for await (const c of new Stream().map((c) => c + c)) s += c;
console.log(s);
try {
  for await (const x of {} as any);
} catch (e: any) {
  console.log(e.message);
}
try {
  for await (const x of 5 as any);
} catch (e: any) {
  console.log(e.message);
}
console.log(
  Object.prototype.toString.call(g),
  typeof g[Symbol.asyncIterator],
  g[Symbol.asyncIterator]() === g,
  (async function* () {})() instanceof Object,
);
const eager = (async function* () {
  log.push("started");
  yield 1;
})();
console.log(log.includes("started"));
await eager.next();
console.log(log.includes("started"));
