export * from "./a.ts";
export * from "./b.ts";
export const own = "local wins";
