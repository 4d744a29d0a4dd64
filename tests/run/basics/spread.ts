// Spread copies arrays, objects and arguments.
const a = [1, 2],
  b = [...a, 3, ...a],
  o = { ...{ p: 1, q: 2 }, q: 3 };
console.log(b, o, Math.max(...b));
function sum(...xs: number[]): number {
  return xs.reduce((t, x) => t + x, 0);
}
console.log(sum(), sum(1, 2, 3), sum(...b));
