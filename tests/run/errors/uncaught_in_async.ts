// An error thrown in an async main is uncaught and ends with exit code 1.
async function main(): Promise<void> {
  console.log("working");
  await null;
  throw new Error("async main failed");
}
await main();
console.log("never");
