export * from "./value.ts";
