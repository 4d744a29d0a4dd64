import { PI } from "./constants.ts";
export interface Shape {
  r: number;
}
export const circle = (r: number): Shape => ({ r });
export function area(s: Shape) {
  return PI * s.r * s.r;
}
const secret = 1;
export default "default is not starred";
