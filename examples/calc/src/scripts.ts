// The scripts of the demonstration.

export const scripts: Record<string, string> = {
  precedence: `1 + 2 * 3 ^ 2 ^ 0.5 - -4 % 3`,
  logic: `not 1 == 2 and nil or "fallback"`,
  closures: `
    fn counter(start) => { let n = start; fn () => n = n + 1 };
    let a = counter(0);
    let b = counter(10);
    a(); a();
    [a(), b(), a(), b()]`,
  recursion: `
    fn fib(n) => if n < 2 then n else fib(n - 1) + fib(n - 2);
    map(range(0, 15), fib)`,
  primes: `
    fn prime(n) => {
      let d = 2;
      let found = n > 1;
      while found and d * d <= n do { if n % d == 0 then found = false; d = d + 1 };
      found
    };
    filter(range(0, 60), prime)`,
  sorting: `
    fn quick(xs) => if len(xs) < 2 then xs else {
      let pivot = xs[0];
      quick(filter(xs, fn (x) => x < pivot))
        + filter(xs, fn (x) => x == pivot)
        + quick(filter(xs, fn (x) => x > pivot))
    };
    [quick([5, 3, 8, 1, 9, 2, 5, 0]), quick(split("pear apple fig", " ")), sort([3, 1, 2], fn (a, b) => b - a)]`,
  newton: `
    fn root(x) => { let g = x; while abs(g * g - x) > 0.000000000001 do g = (g + x / g) / 2; g };
    [root(2), sqrt(2), fixed(root(10), 6)]`,
  compose: `
    let compose = fn (f, g) => fn (x) => f(g(x));
    let twice = fn (f) => compose(f, f);
    let add3 = fn (x) => x + 3;
    [twice(twice(add3))(1), compose(upper, text)("shout"), fold(range(1, 6), 1, fn (a, b) => a * b)]`,
  printing: `print("values:", 1.50, "text", [1, "two", [nil, true]], print, fn named(x) => x); print(-0.1 + 0.3, 1e21, 10 / 4)`,
  unicode: `let été = "chaud"; été + " " + len("日本") + " " + upper("straße")`,
  collatz: `
    let steps = 0; let n = 27;
    while n != 1 do { n = if n % 2 == 0 then n / 2 else 3 * n + 1; steps = steps + 1 };
    steps`,
  hanoi: `
    let moves = 0;
    fn hanoi(n, from, to, via) => if n > 0 then { hanoi(n - 1, from, via, to); moves = moves + 1; hanoi(n - 1, via, to, from) };
    hanoi(10, "a", "c", "b"); moves`,
  "unknown name": `let counter = 1; countr + 1`,
  "type error": `let x = [1]; x * 2`,
  "deep error": `fn inner(x) => x / 0; fn middle(x) => inner(x) + 1; middle(4)`,
  "error in builtin": `map([1, "a"], sqrt)`,
  "bad arguments": `fn two(a, b) => a + b; two(1)`,
  "not a function": `let f = 5; f(1)`,
  "out of range": `[1, 2, 3][7]`,
  "endless recursion": `fn f(n) => f(n + 1); f(0)`,
  "endless loop": `while true do 1`,
  "syntax: missing": `let = 5`,
  "syntax: open": `print("never closed`,
  "syntax: character": `1 + @`,
  "syntax: unbalanced": `(1 + 2`,
};
