// Iterating what cannot be iterated throws V8's messages.
const v: any = { num: 5, obj: {}, nul: null, fn() {} };
const tries: [string, () => unknown][] = [
  [
    "for-of number",
    () => {
      for (const x of v.num);
    },
  ],
  [
    "for-of object",
    () => {
      for (const x of v.obj);
    },
  ],
  [
    "for-of null",
    () => {
      for (const x of v.nul);
    },
  ],
  [
    "for-of missing",
    () => {
      for (const x of v.missing);
    },
  ],
  ["spread array", () => [...v.obj]],
  ["spread call", () => Math.max(...v.num)],
  ["spread undefined", () => [...v.missing]],
  [
    "destructure",
    () => {
      const [a] = v.obj;
    },
  ],
  [
    "destructure undefined",
    () => {
      const [a] = v.missing;
    },
  ],
  ["parameter", () => (([a]: any) => a)(v.num)],
  ["new Map", () => new Map(v.num)],
  ["new Map entries", () => new Map([1] as any)],
  ["new Set", () => new Set(v.num)],
  ["fromEntries", () => Object.fromEntries(v.num)],
  ["fromEntries items", () => Object.fromEntries([5] as any)],
  [
    "yield*",
    () => [
      ...(function* () {
        yield* v.obj;
      })(),
    ],
  ],
  ["iterator not callable", () => [...({ [Symbol.iterator]: 5 } as any)]],
  ["spread object ok", () => JSON.stringify({ ...v.num, ...v.nul, ...v.missing, ..."ab", ...[9] })],
  ["Array.from ok", () => Array.from(v.num).length],
];
for (const [name, f] of tries) {
  try {
    console.log(name, "=>", f());
  } catch (e: any) {
    console.log(name, "=>", e.name + ":", e.message);
  }
}
