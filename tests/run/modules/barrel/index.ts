export * from "./shapes.ts";
export * from "./constants.ts";
export { default } from "./named.ts";
export { helper as renamed } from "./named.ts";
export * as shapes from "./shapes.ts";
export type { Shape } from "./shapes.ts";
