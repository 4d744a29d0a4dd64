import { shared } from "./shared.ts";
shared.push("third");
console.log("third");
export const third = 3;
