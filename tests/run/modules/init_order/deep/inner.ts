import { shared } from "../shared.ts";
import "../first.ts";
shared.push("inner");
console.log("inner");
