function f(a: number, a: number) { return a; }
