// Top-level await delays the rest of the module and keeps order.
console.log("before");
const v = await new Promise<number>((r) => setTimeout(() => r(7), 1));
console.log("value", v);
for await (const x of (async function* () {
  yield 1;
  yield 2;
})())
  console.log("x", x);
try {
  await Promise.reject(new Error("tla"));
} catch (e) {
  console.log((e as Error).message);
}
const { a, b = await 5 } = await Promise.resolve({ a: 1 } as any);
console.log(a, b);
if (await Promise.resolve(true)) {
  console.log("block", await "in block");
}
class K {
  static v = v;
  [(await "computed") as any]() {
    return 1;
  }
}
console.log((new K() as any).computed(), K.v);
const fns = [
  async () => await 1,
  async () => {
    await null;
    return 2;
  },
];
for (const f of fns) console.log(await f());
export const exported = await Promise.all([1, 2].map(async (x) => x + v));
console.log(exported);
