export * from "./y.ts";
export function fromX() {
  return "x";
}
