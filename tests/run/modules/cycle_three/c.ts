import { order } from "./log.ts";
import { a } from "./a.ts";
export function c() {
  return "c" + a();
}
order.push("c(" + a() + ")");
