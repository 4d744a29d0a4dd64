// An enum's range is a hint: values outside it flow through unchanged.
enum Level {
  Low = 1,
  Mid = 5,
  High = 9,
}
const lies: Level[] = [Level.Low, 77 as Level, "text" as any as Level, undefined as any, 5.5 as Level, NaN as Level];
function text(l: Level): string {
  switch (l) {
    case Level.Low:
      return "low";
    case Level.Mid:
      return "mid";
    case Level.High:
      return "high";
  }
  return "outside " + typeof l;
}
for (const l of lies) console.log(text(l), Level[l], l, l + 1, l > Level.Mid);
const table: Record<Level, number> = { [Level.Low]: 10, [Level.Mid]: 20, [Level.High]: 30 };
console.log(lies.map((l) => table[l]));
const enum Bit {
  A = 1,
  B = 2,
}
function has(v: Bit, b: Bit): boolean {
  return (v & b) === b;
}
console.log(has(3 as Bit, Bit.B), has("3" as any, Bit.A), has(null as any, Bit.A), has(1e10 as Bit, Bit.B));
(Level as any).Low = "patched";
console.log(Level.Low, Level[1], (Level as any)["Low"]);
