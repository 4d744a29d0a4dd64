export const expr = [1, 2];
export default { value: expr.length };
