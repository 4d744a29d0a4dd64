// Game of life, flood fill, sudoku and spirals over grids.
type Grid = boolean[][];
const parse = (s: string): Grid => s.split("\n").map((l) => [...l].map((c) => c === "#"));
const show = (g: Grid) => g.map((r) => r.map((c) => (c ? "#" : ".")).join("")).join("\n");
const step = (g: Grid): Grid =>
  g.map((r, y) =>
    r.map((c, x) => {
      let n = 0;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++)
          if ((dy || dx) && g[(y + dy + g.length) % g.length][(x + dx + r.length) % r.length]) n++;
      return n === 3 || (c && n === 2);
    }),
  );
let g = parse(".#......\n..#.....\n###.....\n........\n....##..\n....##..");
for (let i = 0; i < 3; i++) g = step(g);
console.log(show(g));
const fill = (m: string[], y: number, x: number, to: string): string[] => {
  const a = m.map((r) => [...r]),
    from = a[y][x],
    st: [number, number][] = [[y, x]];
  while (st.length) {
    const [p, q] = st.pop()!;
    if (a[p]?.[q] !== from) continue;
    a[p][q] = to;
    st.push([p + 1, q], [p - 1, q], [p, q + 1], [p, q - 1]);
  }
  return a.map((r) => r.join(""));
};
console.log(fill(["..x..", ".xx..", "x...."], 0, 0, "o").join("/"));
const spiral = (n: number) => {
  const m = Array.from({ length: n }, () => Array<number>(n).fill(0));
  let [t, l, b, r, k] = [0, 0, n - 1, n - 1, 1];
  while (t <= b && l <= r) {
    for (let i = l; i <= r; i++) m[t][i] = k++;
    t++;
    for (let i = t; i <= b; i++) m[i][r] = k++;
    r--;
    for (let i = r; i >= l; i--) m[b][i] = k++;
    b--;
    for (let i = b; i >= t; i--) m[i][l] = k++;
    l++;
  }
  return m;
};
console.log(spiral(4));
const puzzle = "530070000600195000098000060800060003400803001700020006060000280000419005000080079";
function solve(cells: number[]): boolean {
  let best = -1,
    bestOpts: number[] | null = null;
  for (let i = 0; i < 81; i++) {
    if (cells[i]) continue;
    const used = new Set<number>(),
      r = Math.floor(i / 9),
      c = i % 9,
      br = r - (r % 3),
      bc = c - (c % 3);
    for (let k = 0; k < 9; k++) {
      used.add(cells[r * 9 + k]);
      used.add(cells[k * 9 + c]);
      used.add(cells[(br + Math.floor(k / 3)) * 9 + bc + (k % 3)]);
    }
    const opts = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((d) => !used.has(d));
    if (!bestOpts || opts.length < bestOpts.length) {
      best = i;
      bestOpts = opts;
      if (opts.length < 2) break;
    }
  }
  if (best < 0) return true;
  for (const d of bestOpts!) {
    cells[best] = d;
    if (solve(cells)) return true;
  }
  cells[best] = 0;
  return false;
}
const cells = [...puzzle].map(Number);
console.log(solve(cells), cells.join("").match(/.{9}/g)!.join("\n"));
const pascal = Array.from({ length: 7 }, (_, n) => {
  const row = [1];
  for (let k = 0; k < n; k++) row.push((row[k] * (n - k)) / (k + 1));
  return row;
});
console.log(pascal.map((r) => r.join(" ").padStart(12 + Math.floor(r.join(" ").length / 2))).join("\n"));
const knap = (items: [number, number][], cap: number) =>
  items.reduce(
    (dp, [w, v]) => dp.map((b, c) => (c >= w ? Math.max(b, dp[c - w] + v) : b)),
    Array<number>(cap + 1).fill(0),
  )[cap];
console.log(
  knap(
    [
      [1, 1],
      [3, 4],
      [4, 5],
      [5, 7],
    ],
    7,
  ),
);
const change = (coins: number[], n: number) => {
  const ways = [1, ...Array<number>(n).fill(0)];
  for (const c of coins) for (let i = c; i <= n; i++) ways[i] += ways[i - c];
  return ways[n];
};
console.log(change([1, 2, 5, 10, 25, 50], 100));
const transpose = <T>(m: T[][]) => m[0].map((_, i) => m.map((r) => r[i])),
  rotate = <T>(m: T[][]) => transpose(m).map((r) => r.reverse());
console.log(
  rotate([
    [1, 2, 3],
    [4, 5, 6],
  ]),
  transpose([["a"], ["b"]]),
);
