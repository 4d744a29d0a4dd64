// Enums number members, accept strings and expressions, and map back from numbers.
enum Color {
  Red,
  Green,
  Blue,
}
enum Status {
  Active = "ACTIVE",
  Off = "OFF",
}
enum Mixed {
  A = 10,
  B,
  C = "c",
  D = 5,
  E,
}
enum Flags {
  None = 0,
  Read = 1 << 0,
  Write = 1 << 1,
  All = Read | Write,
  Neg = -1,
  Len = "abc".length,
}
console.log(
  Color.Red,
  Color.Blue,
  Color[1],
  Color["Green"],
  Status.Active,
  Mixed.B,
  Mixed.E,
  Mixed[6],
  Flags.All,
  Flags.Len,
);
console.log(Color, Status, Mixed, Flags);
const pick = (c: Color) => {
  switch (c) {
    case Color.Red:
      return "r";
    case Color.Green:
      return "g";
    default:
      return "other";
  }
};
console.log(pick(Color.Red), pick(Color.Blue), pick(99 as Color), Color[99], (Color as any)["Purple"]);
console.log(
  Object.keys(Color).join(),
  Object.values(Color)
    .filter((v) => typeof v === "number")
    .join(),
  Object.entries(Status),
);
let f: Flags = Flags.Read | Flags.Write;
f &= ~Flags.Read;
console.log(f, f === Flags.Write, (Flags.All & Flags.Read) !== 0, Flags[f]);
enum Color {
  Extra = 10,
  More,
}
console.log(Color.Extra, Color.More, Color[11], Color.Red);
const enum Dir {
  Up = 1,
  Down,
  Left = Up * 10,
}
console.log(Dir.Up, Dir.Down, Dir.Left, [Dir.Up, Dir.Down].includes(2));
enum Alias {
  X = Color.Blue,
  Y = X + 1,
  Z = Math.max(3, 8),
}
console.log(Alias.X, Alias.Y, Alias.Z, Alias[8]);
function name(c: Color): string {
  return Color[c] ?? "unknown";
}
console.log(name(0), name(7 as any));
const map: Record<Color, string> = {
  [Color.Red]: "#f00",
  [Color.Green]: "#0f0",
  [Color.Blue]: "#00f",
  [Color.Extra]: "",
  [Color.More]: "",
};
console.log(map[Color.Green], Object.keys(map).join());
for (const k in Status) console.log(k, Status[k as keyof typeof Status]);
enum Dash {
  "a-b" = 1,
  "c d",
}
console.log(Dash["a-b"], Dash["c d"], Dash[2], typeof Color, typeof Color.Red);
namespace Color {
  export function parse(s: string): Color {
    return (Color as any)[s];
  }
}
console.log(Color.parse("Blue"));
