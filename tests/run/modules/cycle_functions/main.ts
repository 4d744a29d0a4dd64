// Functions in a cycle of modules are callable before either body ran.
import { isEven, fromA } from "./a.ts";
import { isOdd, seen } from "./b.ts";
console.log(isEven(10), isOdd(7), isEven(3), fromA, seen);
