// A rejection handled before the microtasks drain is no error.
const p = Promise.reject(new Error("handled later"));
Promise.resolve()
  .then(() => Promise.resolve())
  .then(() => p.catch((e) => console.log("caught", e.message)));
const all = Promise.all([Promise.reject(new Error("a")), Promise.reject(new Error("b"))]).catch((e) =>
  console.log("all", e.message),
);
await all;
const q = (async () => {
  throw new Error("q");
})();
try {
  await q;
} catch (e: any) {
  console.log("awaited", e.message);
}
Promise.reject(1)
  .finally(() => console.log("finally"))
  .catch((v) => console.log("value", v));
const r = Promise.reject(2);
r.then(() => 1).catch((v) => console.log("chained", v));
r.catch(() => {});
console.log("end");
