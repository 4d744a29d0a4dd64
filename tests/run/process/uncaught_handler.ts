// uncaughtException and unhandledRejection handlers keep the program alive.
process.on("uncaughtException", (e: any, origin) => console.log("uncaught", e.message ?? e, origin));
process.on("unhandledRejection", (r: any, p) => console.log("unhandled", r.message ?? r, p instanceof Promise));
setTimeout(() => {
  throw new Error("one");
}, 1);
setTimeout(() => {
  Promise.reject(new Error("two"));
}, 1);
setTimeout(() => {
  throw "three";
}, 1);
setTimeout(() => console.log("alive"), 1);
process.on("beforeExit", () => {
  if (!again) {
    again = true;
    setTimeout(() => console.log("revived"), 1);
  }
});
let again = false;
process.once("exit", (c) => console.log("exit", c));
