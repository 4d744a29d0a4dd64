import { clash } from "./both.ts";
console.log(clash);
