// async functions await promises and timers.
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
async function work(name: string, ms: number): Promise<string> {
  console.log("start", name);
  await sleep(ms);
  return name + " done";
}
async function main() {
  console.log(await work("a", 2));
  console.log(await Promise.all([work("b", 6), work("c", 1)]));
  try {
    await Promise.reject(new Error("no"));
  } catch (e) {
    console.log((e as Error).message);
  }
}
main().then(() => console.log("end"));
console.log("main returned");
