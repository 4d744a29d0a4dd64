// The most common run-time errors have V8's words.
const o: any = { a: null, n: 5 };
const tries = [
  () => o.a.b,
  () => o.x.y,
  () => o.f(),
  () => o.n(),
  () => o.a.b.c,
  () => new o.n(),
  () => [...o.n],
  () => {
    const { q } = o.a;
  },
  () => null!.x,
  () => undefined!.f(),
] as (() => unknown)[];
for (const t of tries)
  try {
    console.log(t());
  } catch (e: any) {
    console.log(e.name + ": " + e.message);
  }
