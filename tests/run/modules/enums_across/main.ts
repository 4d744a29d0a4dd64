// Enums, const enums and namespaces are values that other modules import.
import { Color, Level, Util } from "./defs.ts";
import * as defs from "./defs.ts";
const c: Color = Color.Green;
console.log(
  c,
  Color[c],
  Level.High,
  Level.Name,
  Util.twice(Level.High),
  Object.keys(defs).join(),
  defs.Color === Color,
  Color,
);
switch (c as Color) {
  case Color.Red:
    console.log("red");
    break;
  case Color.Green:
    console.log("green");
}
console.log(Object.values(Color).length, Util.deep.v, new Util.Box(3));
