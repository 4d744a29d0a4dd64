// Errors have messages, causes, aggregates and a stack whose first line names them.
const e = new Error("base", { cause: { code: 5 } });
console.log(
  e.cause,
  e.message,
  e.name,
  e.stack!.split("\n")[0],
  typeof e.stack,
  Object.keys(e),
  Object.getOwnPropertyNames(e).sort().join(),
  e.toString(),
);
for (const C of [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]) {
  const x = new C("m");
  console.log(
    x.name,
    x instanceof C,
    x instanceof Error,
    x.constructor === C,
    Object.prototype.toString.call(x),
    C.name,
    C.length,
    C.prototype.name,
    JSON.stringify(C.prototype.message),
    Object.getPrototypeOf(C) === (C === Error ? Function.prototype : Error),
    (C as any)("no new").message,
  );
}
const ag = new AggregateError([new Error("one"), "two", 3], "many", { cause: "why" });
console.log(
  ag.errors.length,
  (ag.errors[0] as Error).message,
  ag.message,
  ag.cause,
  ag.name,
  ag instanceof Error,
  new AggregateError(new Set([1])).errors,
  AggregateError.length,
);
console.log(
  new Error(undefined).message === "",
  Object.hasOwn(new Error(undefined), "message"),
  new Error(null as any).message,
  new Error(5 as any).message,
  new Error({ toString: () => "obj" } as any).message,
  "cause" in new Error("x", {}),
  "cause" in new Error("x", { cause: undefined }),
  new Error("x", { cause: undefined }).cause,
);
function level3(): never {
  throw new TypeError("deep");
}
function level2() {
  try {
    level3();
  } catch (err) {
    throw new Error("level2 failed", { cause: err });
  }
}
function level1() {
  try {
    level2();
  } catch (err) {
    throw new RangeError("level1 failed", { cause: err });
  }
}
try {
  level1();
} catch (err: any) {
  let c = err,
    chain: string[] = [];
  while (c) {
    chain.push(`${c.name}(${c.message})`);
    c = c.cause;
  }
  console.log(chain.join(" <- "));
}
const same = new Error("same");
try {
  try {
    throw same;
  } finally {
    console.log("passing");
  }
} catch (x) {
  console.log(x === same);
}
const m = new Error("first");
m.message = "changed";
console.log(String(m), m.stack!.split("\n")[0]);
m.name = "Custom";
console.log(String(m), m.stack!.split("\n")[0]);
class V extends Error {
  constructor(m: string) {
    super(m);
    this.name = "V";
  }
}
console.log(new V("x").stack!.split("\n")[0], String(new V("y")));
class W extends Error {
  override name = "W";
}
console.log(new W("z").stack!.split("\n")[0], new W("z") + "");
class N extends Error {}
N.prototype.name = "ProtoName";
console.log(new N("p").stack!.split("\n")[0]);
const holder: any = {};
Error.captureStackTrace(holder);
console.log(typeof holder.stack, holder.stack.split("\n")[0]);
const multi = new Error("line1\nline2");
console.log(multi.stack!.split("\n").slice(0, 2));
console.log(
  typeof (Error as any).stackTraceLimit,
  Error.prototype.toString.call({ name: "A", message: "" }),
  Error.prototype.toString.call({ message: "only" }),
);
try {
  Error.prototype.toString.call(5 as any);
} catch (x: any) {
  console.log(x.message);
}
const err: any = new Error("props");
err.code = "E_CODE";
err.detail = [1];
console.log(Object.entries(err), JSON.stringify(err), { ...err });
console.log(
  Error.isError?.(err),
  (Error as any).isError({}),
  [1, "a"].map((x) => {
    try {
      throw x;
    } catch (y) {
      return typeof y;
    }
  }),
);
