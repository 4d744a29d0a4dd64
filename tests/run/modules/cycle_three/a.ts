import { order } from "./log.ts";
import { b } from "./b.ts";
export function a() {
  return "a";
}
order.push("a(" + b() + ")");
