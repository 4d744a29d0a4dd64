// CommonJS packages import as default and detected names, run once, and share exports.
import lib, { add, VERSION } from "./lib.cjs";
import * as ns from "./lib.cjs";
import fn from "./fn.cjs";
import { reexported } from "./reexport.cjs";
console.log(
  add(1, 2),
  VERSION,
  lib.add === add,
  lib.counter(),
  lib.counter(),
  Object.keys(ns).sort().join(),
  fn(3),
  fn.extra,
  reexported,
  typeof lib.self,
  lib.sloppyThis,
  lib.types,
);
