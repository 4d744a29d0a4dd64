// An uncaught error ends the program with its line on stderr and exit code 1.
console.log("before");
setTimeout(() => console.log("never"), 0);
Promise.resolve().then(() => console.log("never either"));
function fail(x: any) {
  return x.missing.deep;
}
fail({});
console.log("after");
