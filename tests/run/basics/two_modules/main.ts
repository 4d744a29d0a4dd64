// A module imports names from another.
import { greet, count } from "./lib.ts";
import * as lib from "./lib.ts";
console.log(greet("you"), count, lib.greet === greet);
greet("again");
console.log(count);
