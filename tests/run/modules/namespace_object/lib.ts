import * as me from "./lib.ts";
export const b = 2;
export let a = 1;
export function f(x: number) {
  return x * 2;
}
export class K {
  x = 1;
}
export default "dflt";
export const bump = () => {
  a = 100;
};
export const self = () => me;
export const _u = 1;
export const Z = 1;
