// Promise jobs, awaits, thenables, ticks and timers run in Node's exact order.
const log = (s: string) => console.log(s);
setTimeout(() => log("timeout 0"), 0);
Promise.resolve()
  .then(() => log("then 1"))
  .then(() => log("then 2"))
  .then(() => log("then 3"));
queueMicrotask(() => log("micro 1"));
(async () => {
  log("async start");
  await null;
  log("async after 1");
  await null;
  log("async after 2");
})();
(async () => {
  await (async () => {
    log("inner sync");
  })();
  log("after inner");
})();
const thenable = {
  then(res: (v: string) => void) {
    log("thenable called");
    res("t");
  },
};
Promise.resolve(thenable as any).then((v) => log("thenable value " + v));
(async () => {
  log("awaited thenable " + (await (thenable as any)));
})();
new Promise<string>((r) => r(Promise.resolve("nested") as any)).then((v) => log(v));
Promise.resolve("direct").then((v) => log(v));
(async () => {
  return Promise.resolve("returned promise");
})().then((v) => log(v));
(async () => {
  return await Promise.resolve("return await");
})().then((v) => log(v));
(async () => "return value")().then((v) => log(v));
Promise.reject(new Error("x"))
  .catch(() => log("catch 1"))
  .finally(() => log("finally 1"))
  .then(() => log("after finally"));
Promise.resolve()
  .then(() => Promise.resolve("from then"))
  .then((v) => log(v));
Promise.resolve()
  .then(() => log("c1"))
  .then(() => log("c2"))
  .then(() => log("c3"))
  .then(() => log("c4"))
  .then(() => log("c5"))
  .then(() => log("c6"));
Promise.all([1, Promise.resolve(2)]).then((v) => log("all " + v));
Promise.race([new Promise(() => {}), Promise.resolve("race")]).then((v) => log(String(v)));
Promise.allSettled([Promise.reject(1), 2]).then((v) => log("settled " + v.map((x) => x.status).join()));
Promise.any([Promise.reject(1), Promise.resolve("any")]).then((v) => log(String(v)));
queueMicrotask(() => {
  log("micro 2");
  queueMicrotask(() => log("micro nested"));
});
(async () => {
  try {
    await Promise.reject("r");
  } catch (e) {
    log("caught " + e);
  } finally {
    log("async finally");
  }
})();
(async () => {
  for await (const x of [1, Promise.resolve(2)]) log("for await " + x);
})();
setTimeout(() => {
  log("timeout second");
  Promise.resolve().then(() => log("micro in timer"));
}, 0);
setTimeout(() => log("timeout third"), 0);
log("sync end");
