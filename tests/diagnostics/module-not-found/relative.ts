import { a } from "./nowhere.ts";
console.log(a);
