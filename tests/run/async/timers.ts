// Timers fire by time and then by order, repeat, cancel and take arguments.
const log: string[] = [];
const at = (s: string) => log.push(s);
setTimeout(at, 600, "t600");
setTimeout(at, 100, "t100");
setTimeout(at, 100, "t100 second");
setTimeout((a: string, b: number) => at(a + b), 1, "args", 7);
const cancelled = setTimeout(at, 2, "never");
clearTimeout(cancelled);
clearTimeout(undefined);
clearTimeout(12345 as any);
let n = 0;
const iv = setInterval(() => {
  at("i" + n);
  if (++n === 3) {
    clearInterval(iv);
  }
}, 4);
setTimeout(() => {
  const inner = setTimeout(at, 0, "never inner");
  clearTimeout(inner);
  setTimeout(at, 0, "nested");
}, 900);
while (!log.includes("nested") || n < 3) await new Promise<void>((r) => setTimeout(r, 10));
console.log(log.filter((l) => !l.startsWith("i")).join(), log.filter((l) => l.startsWith("i")).join());
setTimeout(() => console.log("string delay"), "1" as any);
setTimeout(() => console.log("negative"), -5);
await new Promise((r) => setTimeout(r, 1));
const order: string[] = [];
setTimeout(() => {
  order.push("A");
  queueMicrotask(() => order.push("A micro"));
  process.nextTick(() => order.push("A tick"));
}, 0);
setTimeout(() => order.push("B"), 0);
await new Promise((r) => setTimeout(r, 1));
console.log(order.join());
await new Promise<void>((done) => {
  setImmediate((x: string) => {
    console.log("immediate", x);
    done();
  }, "arg");
});
const im = setImmediate(() => console.log("never"));
clearImmediate(im);
try {
  setTimeout("code" as any);
} catch (e: any) {
  console.log(e.name, e.code);
}
console.log(typeof cancelled, typeof cancelled.ref, cancelled.hasRef());
const un = setTimeout(() => console.log("keeps nobody alive"), 100000);
un.unref();
console.log("end");
