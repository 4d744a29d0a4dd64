import { isEven } from "./a.ts";
export function isOdd(n: number): boolean {
  return n !== 0 && isEven(n - 1);
}
export const seen: string[] = ["even(4) " + isEven(4)];
console.log("b body");
