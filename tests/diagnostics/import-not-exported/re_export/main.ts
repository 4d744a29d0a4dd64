import { area } from "./barrel.ts";
console.log(area);
