const bytes = Buffer.from("text");
const list = await Array.fromAsync([1, 2]);
const { isRawJSON: isRaw } = JSON;
const again = globalThis.Intl;
const compile = RegExp.prototype["compile"];
class Bus extends EventTarget {}
const isThere = typeof fetch === "function" && typeof Buffer !== "undefined";
function own(Buffer: { from(text: string): string }) {
  return Buffer.from("a parameter of that name is no built-in");
}
console.log(bytes, list, isRaw, again, compile, Bus, isThere, own, process.getActiveResourcesInfo());
