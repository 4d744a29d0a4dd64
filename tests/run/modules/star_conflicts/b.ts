export const clash = "b";
export const own = "b own";
export const onlyB = "B";
export { same } from "./c.ts";
