// TextEncoder, TextDecoder and structuredClone keep bytes and shapes.
const enc = new TextEncoder(),
  dec = new TextDecoder();
const bytes = enc.encode("aé日😀\ud800");
console.log(
  bytes,
  bytes.length,
  dec.decode(bytes),
  dec.decode(new Uint8Array([0xff, 0x41, 0xc3])),
  dec.encoding,
  dec.decode(),
  new TextDecoder("utf-8").decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x41])),
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x41])).length,
  enc.encodeInto("hé", new Uint8Array(2)),
);
try {
  new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([0xff]));
} catch (e: any) {
  console.log(e.name, e.code);
}
const st = new TextDecoder();
console.log(st.decode(new Uint8Array([0xe6, 0x97]), { stream: true }) + st.decode(new Uint8Array([0xa5])));
const src: any = {
  n: 1,
  s: "x",
  d: new Date(5),
  r: /a/gi,
  m: new Map([["k", { v: [1] }]]),
  set: new Set([1, "2"]),
  arr: [1, , 3],
  nested: { u: undefined, n: null, nan: NaN, z: -0, big: 5n },
  buf: new Uint8Array([1, 2]),
  boxed: Object("str"),
  err: new RangeError("clone me"),
};
src.self = src;
const c = structuredClone(src);
delete src.err;
const cerr = c.err;
delete c.err;
console.log(
  c,
  c !== src,
  c.self === c,
  c.m.get("k") !== src.m.get("k"),
  c.d.getTime(),
  cerr instanceof RangeError,
  cerr.message,
);
class P {
  x = 1;
  m() {}
}
console.log(
  structuredClone(new P()),
  structuredClone([1, , 2]),
  structuredClone("prim"),
  structuredClone({
    get g() {
      return "getter value";
    },
  }),
);
for (const bad of [Symbol("s"), new WeakMap(), Promise.resolve()])
  try {
    structuredClone(bad);
  } catch (e: any) {
    console.log(e.name, e.message, e.code);
  }
console.log(
  btoa("hello\xff"),
  atob("aGVsbG8="),
  encodeURIComponent("a b&c=d/é"),
  typeof performance.now(),
  performance.now() >= 0,
  typeof queueMicrotask,
);
