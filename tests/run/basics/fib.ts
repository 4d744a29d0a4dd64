// Recursion computes Fibonacci numbers.
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
console.log(fib(0), fib(1), fib(10), fib(22));
