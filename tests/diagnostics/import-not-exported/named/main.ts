import { area, perimter } from "./shapes.ts";
console.log(area, perimter);
