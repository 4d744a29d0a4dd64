export let count = 0;
export function inc() {
  count++;
  return count;
}
let text = "initial";
const setText = (s: string) => {
  text = s;
};
export { text, setText };
export let late = "not yet";
setTimeout(() => {
  late = "arrived";
}, 1);
export let fn = () => "old";
export const replaceFn = () => {
  fn = () => "new";
};
export const obj: any = {};
