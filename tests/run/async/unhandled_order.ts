// nextTick runs between macrotasks before promise jobs, after the module's own job.
process.nextTick(() => console.log("tick 1"));
Promise.resolve()
  .then(() => {
    console.log("job 1");
    process.nextTick(() => console.log("tick from job"));
  })
  .then(() => console.log("job 2"));
queueMicrotask(() => console.log("micro"));
setTimeout(() => {
  console.log("timer");
  Promise.resolve().then(() => console.log("timer job"));
  process.nextTick((a: string, b: number) => console.log("timer tick", a, b), "x", 2);
}, 0);
await null;
console.log("after await");
process.nextTick(() => console.log("tick 2"));
await new Promise<void>((r) => process.nextTick(r));
console.log("after tick await");
