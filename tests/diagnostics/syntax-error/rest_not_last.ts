function f(...rest: number[], last: number) { return last; }
