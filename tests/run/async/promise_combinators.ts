// all, allSettled, any and race settle with the right values and errors.
// Who comes first is a matter of turns, not of milliseconds, or it would depend on the machine.
const turns = async (count: number) => {
  while (count-- > 0) await new Promise((r) => setTimeout(r, 1));
};
const later = async <T>(v: T, count: number): Promise<T> => (await turns(count), v);
const fail = async (m: string, count: number): Promise<never> => {
  await turns(count);
  throw new Error(m);
};
async function show(name: string, p: Promise<any>) {
  try {
    console.log(name, await p);
  } catch (e: any) {
    console.log(
      name,
      "rejected",
      e.name,
      e.message,
      e.errors?.map((x: any) => x?.message ?? x),
    );
  }
}
await show("all", Promise.all([later("slow", 20), 1, later("fast", 5)]));
await show("all empty", Promise.all([]));
await show("all fail", Promise.all([later(1, 30), fail("first", 5), fail("second", 10)]));
await show("settled", Promise.allSettled([later("ok", 2), Promise.reject("no"), 3]));
await show("any", Promise.any([fail("a", 1), later("b", 10), later("c", 5)]));
await show("any none", Promise.any([fail("x", 5), Promise.reject("y")]));
await show("any empty", Promise.any([]));
await show("race", Promise.race([later("slow", 20), later("fast", 5)]));
await show("race fail", Promise.race([fail("quick", 2), later("late", 20)]));
await show("iterable", Promise.all(new Set([1, later(2, 1)])));
await show("not iterable", Promise.all(5 as any));
await show(
  "generator",
  Promise.all(
    (function* () {
      yield 1;
      yield later(2, 1);
    })(),
  ),
);
const { promise, resolve, reject } = Promise.withResolvers<number>();
setTimeout(() => {
  resolve(42);
  reject(new Error("ignored"));
  resolve(43);
}, 1);
await show("resolvers", promise);
await show(
  "try",
  Promise.try((a: number) => a + 1, 4),
);
await show(
  "try throws",
  Promise.try(() => {
    throw new TypeError("sync");
  }),
);
await show(
  "then non-function",
  Promise.resolve(1)
    .then(5 as any)
    .then(null),
);
await show(
  "throw in then",
  Promise.resolve(1).then(() => {
    throw new RangeError("thrown");
  }),
);
await show(
  "finally passes",
  Promise.resolve("v").finally(() => "ignored"),
);
await show(
  "finally throws",
  Promise.resolve("v").finally(() => {
    throw new Error("from finally");
  }),
);
await show(
  "executor throws",
  new Promise(() => {
    throw new Error("executor");
  }),
);
await show(
  "resolve then throw",
  new Promise((r) => {
    r("kept");
    throw new Error("lost");
  }),
);
const self: Promise<any> = new Promise((r) => setTimeout(() => r(self), 0));
await show("self", self);
for (const f of [
  () => new (Promise as any)(),
  () => (Promise as any)(() => {}),
  () => Promise.resolve.call(5 as any, 1),
  () => Promise.prototype.then.call({} as any),
]) {
  try {
    f();
  } catch (e: any) {
    console.log(e.message);
  }
}
console.log(
  Promise.resolve(promise) === promise,
  Promise.resolve(1),
  Promise.reject(2).catch(() => {}) instanceof Promise,
  new Promise(() => {}),
);
const rejected = Promise.reject(3);
rejected.catch(() => {});
console.log(rejected, [await Promise.resolve([1])]);
