// then, catch and finally pass values and errors along.
Promise.resolve(1)
  .then((x) => x + 1)
  .then((x) => {
    throw new Error("e" + x);
  })
  .then(() => console.log("skipped"))
  .catch((e) => {
    console.log(e.message);
    return "recovered";
  })
  .finally(() => console.log("finally"))
  .then((v) => console.log(v));
new Promise((resolve, reject) => {
  reject("no");
  resolve("ignored");
}).catch((v) => console.log("rejected", v));
new Promise(() => {
  throw new Error("thrown");
}).catch((e) => console.log(e.message));
console.log("sync");
