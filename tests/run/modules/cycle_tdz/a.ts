import { attempts, later } from "./b.ts";
export const constant = "constant of a";
export let variable = 1;
export class Klass {
  static tag = "klass";
}
export function hoisted() {
  return "hoisted";
}
export var oldStyle = "var of a";
export default "default of a";
console.log(attempts);
export const report = () => later();
