import { order } from "./log.ts";
import { c } from "./c.ts";
export function b() {
  return "b" + c();
}
order.push("b");
