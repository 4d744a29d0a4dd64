// Graph algorithms: BFS, DFS, Dijkstra with a heap, topological sort, union-find.
class Heap<T> {
  private a: T[] = [];
  private less: (x: T, y: T) => boolean;
  constructor(less: (x: T, y: T) => boolean) {
    this.less = less;
  }
  get size() {
    return this.a.length;
  }
  push(x: T) {
    const a = this.a;
    a.push(x);
    let i = a.length - 1;
    while (i > 0) {
      const p = (i - 1) >> 1;
      if (!this.less(a[i], a[p])) break;
      [a[i], a[p]] = [a[p], a[i]];
      i = p;
    }
  }
  pop(): T | undefined {
    const a = this.a;
    if (!a.length) return undefined;
    const top = a[0],
      last = a.pop()!;
    if (a.length) {
      a[0] = last;
      let i = 0;
      for (;;) {
        let m = i;
        for (const c of [2 * i + 1, 2 * i + 2]) if (c < a.length && this.less(a[c], a[m])) m = c;
        if (m === i) break;
        [a[i], a[m]] = [a[m], a[i]];
        i = m;
      }
    }
    return top;
  }
}
class Graph {
  edges = new Map<string, Map<string, number>>();
  add(a: string, b: string, w = 1, both = true) {
    if (!this.edges.has(a)) this.edges.set(a, new Map());
    if (!this.edges.has(b)) this.edges.set(b, new Map());
    this.edges.get(a)!.set(b, w);
    if (both) this.edges.get(b)!.set(a, w);
    return this;
  }
  *bfs(from: string) {
    const seen = new Set([from]),
      q = [from];
    while (q.length) {
      const n = q.shift()!;
      yield n;
      for (const m of this.edges.get(n)!.keys())
        if (!seen.has(m)) {
          seen.add(m);
          q.push(m);
        }
    }
  }
  dfs(from: string, seen = new Set<string>()): string[] {
    seen.add(from);
    return [from, ...[...this.edges.get(from)!.keys()].flatMap((m) => (seen.has(m) ? [] : this.dfs(m, seen)))];
  }
  dijkstra(from: string) {
    const dist: Record<string, number> = {},
      prev: Record<string, string> = {};
    const h = new Heap<[number, string]>((x, y) => x[0] < y[0]);
    h.push([0, from]);
    dist[from] = 0;
    while (h.size) {
      const [d, n] = h.pop()!;
      if (d > dist[n]) continue;
      for (const [m, w] of this.edges.get(n)!)
        if (d + w < (dist[m] ?? Infinity)) {
          dist[m] = d + w;
          prev[m] = n;
          h.push([d + w, m]);
        }
    }
    return {
      dist,
      path: (to: string) => {
        const p = [to];
        while (p[0] in prev) p.unshift(prev[p[0]]);
        return p.join(">");
      },
    };
  }
}
const g = new Graph()
  .add("a", "b", 7)
  .add("a", "c", 9)
  .add("a", "f", 14)
  .add("b", "c", 10)
  .add("b", "d", 15)
  .add("c", "d", 11)
  .add("c", "f", 2)
  .add("d", "e", 6)
  .add("e", "f", 9);
console.log([...g.bfs("a")].join(), g.dfs("a").join());
const r = g.dijkstra("a");
console.log(r.dist, r.path("e"), r.path("d"));
function topo(deps: Record<string, string[]>): string[] {
  const out: string[] = [],
    state: Record<string, 1 | 2> = {};
  const visit = (n: string, trail: string[]) => {
    if (state[n] === 2) return;
    if (state[n] === 1) throw new Error("cycle: " + [...trail.slice(trail.indexOf(n)), n].join(" -> "));
    state[n] = 1;
    (deps[n] ?? []).forEach((d) => visit(d, [...trail, n]));
    state[n] = 2;
    out.push(n);
  };
  Object.keys(deps).forEach((n) => visit(n, []));
  return out;
}
console.log(topo({ app: ["lib", "util"], lib: ["core"], util: ["core"], core: [] }));
try {
  topo({ a: ["b"], b: ["c"], c: ["a"] });
} catch (e: any) {
  console.log(e.message);
}
class UF {
  p: number[];
  n: number;
  constructor(n: number) {
    this.p = [...Array(n).keys()];
    this.n = n;
  }
  find(x: number): number {
    return this.p[x] === x ? x : (this.p[x] = this.find(this.p[x]));
  }
  join(a: number, b: number) {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return false;
    this.p[x] = y;
    this.n--;
    return true;
  }
}
const uf = new UF(10);
console.log(
  [
    [0, 1],
    [1, 2],
    [0, 2],
    [5, 6],
    [8, 9],
    [9, 5],
  ]
    .map(([a, b]) => uf.join(a, b))
    .join(),
  uf.n,
  uf.find(0) === uf.find(2),
);
const grid = ["S.#.....", "..#.###.", "....#...", ".##.#.#.", "...#..#E"];
const start = [0, 0],
  q: [number, number, number][] = [[0, 0, 0]],
  seen = new Set(["0,0"]);
let found = -1;
while (q.length) {
  const [y, x, d] = q.shift()!;
  if (grid[y][x] === "E") {
    found = d;
    break;
  }
  for (const [dy, dx] of [
    [0, 1],
    [1, 0],
    [0, -1],
    [-1, 0],
  ]) {
    const [ny, nx] = [y + dy, x + dx];
    if (grid[ny]?.[nx] && grid[ny][nx] !== "#" && !seen.has(ny + "," + nx)) {
      seen.add(`${ny},${nx}`);
      q.push([ny, nx, d + 1]);
    }
  }
}
console.log(found, seen.size, start);
