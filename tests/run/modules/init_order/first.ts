import { shared } from "./shared.ts";
shared.push("first");
console.log("first");
