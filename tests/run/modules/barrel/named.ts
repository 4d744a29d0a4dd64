export function helper() {
  return "helped";
}
export default "the default";
