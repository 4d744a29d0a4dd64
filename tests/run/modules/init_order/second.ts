import "./deep/inner.ts";
import { shared } from "./shared.ts";
shared.push("second");
console.log("second");
export const second = "second value";
