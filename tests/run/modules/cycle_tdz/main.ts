// Reading a let, const or class through a cycle before its module ran throws.
import { report } from "./a.ts";
import { value, later } from "./b.ts";
console.log(report(), value, later());
