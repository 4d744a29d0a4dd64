export { area } from "./shapes.ts";
