// A cycle of three modules runs depth first in import order.
import { order } from "./log.ts";
import "./a.ts";
import "./c.ts";
order.push("main");
console.log(order.join(" "));
