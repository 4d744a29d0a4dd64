// Every module runs once, dependencies first, in the order of the imports.
console.log("main body", typeof hoistedUse);
import "./first.ts";
import { second } from "./second.ts";
import "./first.ts";
export { third } from "./third.ts";
import { shared } from "./shared.ts";
function hoistedUse() {
  return second;
}
console.log(hoistedUse(), shared.join(" "));
