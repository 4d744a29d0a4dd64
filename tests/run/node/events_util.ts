// node:events, node:util and node:assert do what their names say.
import { EventEmitter, once } from "node:events";
import util, { inspect, format, promisify, isDeepStrictEqual, types } from "node:util";
import assert from "node:assert";
class Bus extends EventEmitter {}
const bus = new Bus();
const log: any[] = [];
bus.on("a", (x, y) => log.push(["a1", x, y]));
bus.once("a", (x) => log.push(["once", x]));
bus.prependListener("a", () => log.push(["first"]));
console.log(bus.emit("a", 1, 2), bus.emit("a", 3), bus.emit("none"), log, bus.listenerCount("a"), bus.eventNames());
const off = () => log.push("off");
bus.on("b", off);
bus.off("b", off);
console.log(bus.emit("b"));
try {
  bus.emit("error", new Error("unhandled event"));
} catch (e: any) {
  console.log(e.message);
}
const waiting = once(bus, "later");
bus.emit("later", "v");
console.log(await waiting);
bus.removeAllListeners("a");
console.log(bus.listenerCount("a"), bus.getMaxListeners());
console.log(
  inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }),
  inspect({ a: { b: { c: { d: 1 } } } }, { depth: null }),
  inspect([1, "s"], { compact: false }),
  inspect("str"),
  inspect({ a: 1, b: [2] }, { colors: true }),
  inspect({ z: 1, a: 2 }, { sorted: true }),
  inspect(Array(200).fill(1), { maxArrayLength: 3 }),
  inspect("x".repeat(50), { maxStringLength: 5 }),
  inspect({ a: "long ".repeat(10), b: 1 }, { breakLength: Infinity }),
  inspect(Object.defineProperty({}, "h", { value: 1 }), { showHidden: true }),
  inspect(
    {
      get g() {
        return 1;
      },
    },
    { getters: true },
  ),
);
console.log(
  format("%s=%d %j %o", "a", 1, { x: 1 }, [1]),
  format("a", "b", 3),
  format("%%"),
  isDeepStrictEqual({ a: [1, new Map([[1, { b: 2 }]])] }, { a: [1, new Map([[1, { b: 2 }]])] }),
  isDeepStrictEqual([1], ["1"]),
  types.isPromise(Promise.resolve()),
  types.isRegExp(/x/),
  types.isDate({}),
  util.inspect.custom.toString(),
);
const cb = (a: number, done: (e: Error | null, v?: number) => void) =>
  setTimeout(() => (a < 0 ? done(new Error("neg")) : done(null, a * 2)), 1);
const pr = promisify(cb);
console.log(await pr(4), await pr(-1).catch((e) => e.message));
assert(true);
assert.equal(1, "1" as any);
assert.deepStrictEqual({ a: [1] }, { a: [1] });
assert.throws(() => {
  throw new TypeError("x");
}, TypeError);
for (const f of [
  () => assert(0, "msg"),
  () => assert.strictEqual(1, 2, "not same"),
  () => assert.throws(() => {}),
  () => assert.fail("failed"),
  () => assert.notStrictEqual(1, 1, "same"),
])
  try {
    f();
    console.log("passed");
  } catch (e: any) {
    console.log(e.name, e.code, e.message.split("\n")[0]);
  }
await assert.rejects(Promise.reject(new Error("r")), /r/);
console.log("end");
