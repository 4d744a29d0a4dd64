console.log("plugin runs");
export let name = "plugin";
export const set = (s: string) => {
  name = s;
};
export default (n: number) => n * 21;
