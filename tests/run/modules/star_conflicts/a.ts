export const clash = "a";
export const own = "a own";
export const onlyA = "A";
export { same } from "./c.ts";
