// ToNumber accepts exactly the numeric strings and primitives of the specification.
const inputs: any[] = [
  "",
  " ",
  "12",
  " 12\n",
  "1.5",
  ".5",
  "5.",
  ".",
  "1e3",
  "1E-2",
  "e3",
  "0x1f",
  "0b101",
  "0o17",
  "-0x1f",
  "+5",
  "-5",
  "--5",
  "1_000",
  "Infinity",
  "-Infinity",
  "infinity",
  "NaN",
  "12abc",
  "\u00a07\ufeff",
  "1,000",
  "0x",
  "1e1000",
  "-0",
  "00012",
  "1 2",
];
console.log(inputs.map((s) => JSON.stringify(s) + ":" + (Object.is(+s, -0) ? "-0" : +s)).join(" "));
console.log(
  [null, undefined, true, false, [], [7], ["8"], [1, 2], {}, () => 1, new Number(3), new String("4"), [[[5]]]]
    .map((v: any) => +v)
    .join(),
);
console.log(Number(), Number(""), Number("0.1e1"), Number([]), Number(new Boolean(true)));
for (const bad of [Symbol("s"), Object.create(null), { valueOf: () => ({}), toString: () => ({}) }]) {
  try {
    console.log(+(bad as any));
  } catch (e: any) {
    console.log(e.name, e.message);
  }
}
const trace: string[] = [];
const obj = {
  valueOf() {
    trace.push("valueOf");
    return {};
  },
  toString() {
    trace.push("toString");
    return "17";
  },
};
console.log(+(obj as any), trace.join());
const prim = {
  [Symbol.toPrimitive](hint: string) {
    return hint === "number" ? 1 : hint === "string" ? "S" : "D";
  },
};
console.log(
  +(prim as any),
  `${prim}`,
  (prim as any) + "",
  (prim as any) * 2,
  (prim as any) == "D",
  [1, 2, 3][prim as any] === undefined,
  ({ S: "by key" } as any)[prim as any],
);
let u: any = "5";
u++;
console.log(u, typeof u);
let w: any = "5";
console.log(w++, w, typeof w);
let v: any;
v++;
console.log(v);
let q: any = null;
q += 1;
console.log(
  q,
  -("3" as any),
  -(null as any),
  ("6" as any) / ("2" as any),
  ("3" as any) * ([2] as any),
  ("9" as any) - 1,
);
