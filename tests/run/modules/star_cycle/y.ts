export * from "./x.ts";
export const fromY = "y";
