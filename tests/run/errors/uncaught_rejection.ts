// A rejection nobody handles ends the program with exit code 1, as an uncaught error.
async function work() {
  await null;
  throw new TypeError("async failure");
}
work();
setTimeout(() => console.log("never"), 10);
process.on("exit", (code) => console.log("exit handler", code));
console.log("main done");
