// The order of microtasks, ticks, timers and immediates; thenables; async generators; errors in each.
const log = (...a: unknown[]) => console.log(...a);
setTimeout(() => log("timeout 0"), 0);
process.nextTick(() => log("tick 1"));
queueMicrotask(() => { log("micro 1"); process.nextTick(() => log("tick in micro")); });
Promise.resolve().then(() => log("then 1")).then(() => log("then 2")).finally(() => log("finally"));
const thenable = { then(r: any) { log("thenable then"); r("tv"); } };
(async () => { log("async start"); log(await (thenable as any)); log("after thenable"); return thenable; })().then((v) => log("async result", v));
(async () => { try { await Promise.reject(new Error("rej")); } catch (e: any) { log("caught", e.message); } finally { log("afin"); } })();
async function* ag() { try { yield 1; yield Promise.resolve(2); yield await 3; } finally { log("ag fin"); } }
(async () => { for await (const x of ag()) { log("ag", x); if (x === 2) break; } })();
(async () => { for await (const x of [Promise.resolve("p"), "plain", { then(r: any) { r("th"); } }]) log("fa", x); })();
(async () => { try { for await (const x of [Promise.reject(new Error("fa rej"))]) log(x); } catch (e: any) { log(e.message); } })();
const g = ag(); Promise.all([g.next(), g.next(), g.return("R" as any), g.next()]).then((r) => log(r));
Promise.allSettled([1, Promise.reject(2), new Promise((r) => queueMicrotask(() => r("late")))]).then((r) => log(r));
Promise.any([Promise.reject(new Error("a")), Promise.reject("b")]).catch((e) => log(e.name, e.message, e.errors.map(String)));
Promise.any([]).catch((e) => log(e.message, e.errors));
Promise.race([new Promise(() => {}), new Promise((r) => process.nextTick(r, "fast"))]).then(log);
new Promise((resolve, reject) => { resolve(1); reject(2); throw 3; }).then((v) => log("first wins", v));
new Promise((r) => r(new Promise((s) => s("nested")))).then((v) => log(v));
const p: any = new Promise((r) => queueMicrotask(() => r(p))); p.catch((e: any) => log(e.name, e.message));
Promise.resolve(1).then(2 as any).then((v) => log("passthrough", v));
Promise.resolve(1).finally(() => { throw new Error("fin"); }).catch((e) => log(e.message));
Promise.resolve(1).finally(() => 99).then((v) => log("kept", v));
Promise.try(() => { throw new Error("tried"); }).catch((e) => log(e.message));
const { promise, resolve } = Promise.withResolvers<string>(); promise.then(log); resolve("wr");
(async () => { await null; log("one"); await undefined; log("two"); })();
(async () => { await new Promise<void>((r) => process.nextTick(r)); log("tick awaited"); })();
log("sync end");
try { (Promise as any)(); } catch (e: any) { log(e.message); }
try { new (Promise as any)(); } catch (e: any) { log(e.message); }
try { Promise.resolve.call(1 as any); } catch (e: any) { log(e.message); }
Promise.all(5 as any).catch((e) => log(e.message));
setTimeout((a: any, b: any) => {
  log("args", a, b);
  setTimeout(() => log("timer after"), 500);
  setImmediate(() => log("immediate first"));
}, 0, "A", "B");
log(Promise.resolve(5), Promise.reject(new Error("x")).catch(() => {}), new Promise(() => {}), (async () => 1)());
