const a = 1,
  x = "string export",
  cond = "if export",
  d = "delete export";
export { a, x as "string name", cond as if, d as delete };
export const type = "type export";
export default "default export";
