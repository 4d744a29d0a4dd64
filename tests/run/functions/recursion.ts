// Recursive functions, mutual recursion and deep but bounded calls work.
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
console.log(fib(20));
function ack(m: number, n: number): number {
  return m === 0 ? n + 1 : n === 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
}
console.log(ack(2, 6));
function hanoi(n: number, a: string, b: string, c: string, moves: string[] = []): string[] {
  if (n > 0) {
    hanoi(n - 1, a, c, b, moves);
    moves.push(a + c);
    hanoi(n - 1, b, a, c, moves);
  }
  return moves;
}
console.log(hanoi(3, "A", "B", "C").join(" "), hanoi(10, "A", "B", "C").length);
function permutations<T>(xs: T[]): T[][] {
  return xs.length <= 1
    ? [xs]
    : xs.flatMap((x, i) => permutations([...xs.slice(0, i), ...xs.slice(i + 1)]).map((p) => [x, ...p]));
}
console.log(
  permutations(["a", "b", "c"])
    .map((p) => p.join(""))
    .join(),
);
function queens(n: number): number {
  const cols = new Set<number>(),
    d1 = new Set<number>(),
    d2 = new Set<number>();
  const place = (r: number): number => {
    if (r === n) return 1;
    let count = 0;
    for (let c = 0; c < n; c++) {
      if (cols.has(c) || d1.has(r + c) || d2.has(r - c)) continue;
      cols.add(c);
      d1.add(r + c);
      d2.add(r - c);
      count += place(r + 1);
      cols.delete(c);
      d1.delete(r + c);
      d2.delete(r - c);
    }
    return count;
  };
  return place(0);
}
console.log([1, 2, 3, 4, 5, 6].map(queens).join());
const depth = (n: number): number => (n === 0 ? 0 : 1 + depth(n - 1));
console.log(depth(5000));
type Tree = { v: number; l?: Tree; r?: Tree };
const insert = (t: Tree | undefined, v: number): Tree =>
  !t ? { v } : v < t.v ? { ...t, l: insert(t.l, v) } : { ...t, r: insert(t.r, v) };
const walk = (t?: Tree): number[] => (t ? [...walk(t.l), t.v, ...walk(t.r)] : []);
console.log(walk([5, 2, 8, 1, 9, 3].reduce<Tree | undefined>(insert, undefined)));
const Y = (f: any) => ((x: any) => x(x))((x: any) => f((y: any) => x(x)(y)));
console.log(Y((self: any) => (n: number) => (n ? n * self(n - 1) : 1))(6));
