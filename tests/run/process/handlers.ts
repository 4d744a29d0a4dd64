// uncaughtException and unhandledRejection handlers, exitCode, beforeExit, exit listeners, in order.
process.on("uncaughtException", (e: any, origin) => { console.log("uncaught", e?.message ?? e, origin); });
process.on("unhandledRejection", (r: any, p) => { console.log("unhandled", r?.message ?? r, p instanceof Promise); });
process.on("beforeExit", (c) => { console.log("beforeExit", c); if (!again) { again = true; setTimeout(() => console.log("more work"), 1); } });
process.on("exit", (c) => { console.log("exit", c, process.exitCode); process.exitCode = 7; });
let again = false;
setImmediate(() => setImmediate(() => { setTimeout(() => { throw new Error("in timer"); }, 0); setTimeout(() => console.log("after throw"), 0); })); queueMicrotask(() => { throw "micro string"; }); process.nextTick(() => { throw new Error("in tick"); }); process.nextTick(() => console.log("tick after")); Promise.reject(new Error("rej")); Promise.reject(5); new Promise((_, r) => setImmediate(r, new Error("late rej"))); setImmediate(() => { throw new Error("in immediate"); }); (async () => { await null; throw new Error("async fn"); })(); const handledLater = Promise.reject(new Error("later")); setImmediate(() => handledLater.catch(() => console.log("caught later")));
process.exitCode = 3; console.log("sync done", process.listenerCount("exit")); process.once("custom" as any, (a: any) => console.log("custom", a)); process.emit("custom" as any, 1 as any); process.emit("custom" as any, 2 as any);
