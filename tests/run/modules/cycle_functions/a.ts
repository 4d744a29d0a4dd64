import { isOdd, seen } from "./b.ts";
export function isEven(n: number): boolean {
  return n === 0 || isOdd(n - 1);
}
export const fromA = "a sees " + seen.length;
console.log("a body");
