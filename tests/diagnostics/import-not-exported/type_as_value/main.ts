import { Shape } from "./types.ts";
console.log(Shape);
