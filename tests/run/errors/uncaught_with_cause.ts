// An error with a cause and properties ends the program with code 1 after what came before.
class DbError extends Error { code = "E_DB"; constructor(m: string, o?: any) { super(m, o); this.name = "DbError"; } }
process.on("exit", (c) => console.log("exit", c, process.exitCode));
setTimeout(() => console.log("never"), 10);
Promise.resolve().then(() => console.log("micro first"));
queueMicrotask(() => { throw new DbError("no connection", { cause: new TypeError("inner") }); });
console.log("start");
