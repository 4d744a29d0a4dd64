// Functions call functions and return values.
function square(x: number): number {
  return x * x;
}
function hyp(a: number, b: number): number {
  return Math.sqrt(square(a) + square(b));
}
const twice = (f: (x: number) => number, x: number): number => f(f(x));
console.log(square(5), hyp(3, 4), twice(square, 3));
function nothing(): void {}
console.log(nothing());
