// Linked lists, trees, caches and growing strings survive collections intact.
type Node_ = { v: number; next: Node_ | null; prev?: Node_ };
let head: Node_ | null = null;
for (let i = 0; i < 300000; i++) head = { v: i, next: head };
let sum = 0,
  len = 0;
for (let n = head; n; n = n.next) {
  sum += n.v;
  len++;
}
console.log(sum, len);
let rev: Node_ | null = null;
for (let n = head; n;) {
  const next: Node_ | null = n.next;
  n.next = rev;
  rev = n;
  n = next;
}
console.log(rev!.v, rev!.next!.v);
head = null;
const ring: Node_[] = [];
for (let i = 0; i < 1000; i++) ring.push({ v: i, next: null });
for (let i = 0; i < 1000; i++) {
  ring[i].next = ring[(i + 1) % 1000];
  ring[(i + 1) % 1000].prev = ring[i];
}
let at: Node_ = ring[0];
for (let i = 0; i < 100000; i++) at = i % 3 ? at.next! : at.prev!;
console.log(at.v);
const keep: any[] = [];
for (let i = 0; i < 400000; i++) {
  const o = { id: i, text: "t" + i, refs: [i, i + 1] };
  if (i % 100 === 0) keep.push(o);
  if (keep.length > 1000) keep.splice(0, 500);
}
console.log(
  keep.length,
  keep[0].id,
  keep.at(-1).text,
  keep.every((o) => o.text === "t" + o.id && o.refs[1] === o.id + 1),
);
const big = new Map<string, { n: number }>();
for (let i = 0; i < 100000; i++) big.set("key" + ((i * 31) % 50000), { n: i });
let bt = 0;
for (const [k, { n }] of big) bt += n + k.length;
console.log(big.size, bt);
const dict: Record<string, number> = {};
for (let i = 0; i < 50000; i++) dict["p" + (i % 20000)] = i;
console.log(Object.keys(dict).length, dict.p777);
for (let i = 0; i < 20000; i += 2) delete dict["p" + i];
console.log(Object.keys(dict).length, "p1" in dict, "p2" in dict);
let str = "";
for (let i = 0; i < 200000; i++) str += i % 10;
console.log(str.length, str.charCodeAt(123456), str.slice(-5));
const chunks: string[] = [];
for (let i = 0; i < 20000; i++) chunks.push(str.slice(i, i + 10));
console.log(new Set(chunks).size, chunks.join("").length);
str = "";
let grown = "x";
for (let i = 0; i < 20; i++) grown += grown;
console.log(grown.length, grown.lastIndexOf("x"));
const fs: (() => number)[] = [];
for (let i = 0; i < 50000; i++) {
  const payload = { i, arr: [i] };
  fs.push(() => payload.arr[0] + payload.i);
}
let ft = 0;
for (const f of fs) ft += f();
console.log(ft);
class T {
  static all: T[] = [];
  l: T | null = null;
  r: T | null = null;
  k: number;
  constructor(k: number) {
    this.k = k;
  }
}
let root: T | null = null;
const ins = (k: number) => {
  if (!root) {
    root = new T(k);
    return;
  }
  let n: T = root;
  for (;;) {
    if (k === n.k) return;
    if (k < n.k) {
      if (!n.l) {
        n.l = new T(k);
        return;
      }
      n = n.l;
    } else {
      if (!n.r) {
        n.r = new T(k);
        return;
      }
      n = n.r;
    }
  }
};
let seed = 12345;
for (let i = 0; i < 60000; i++) {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  ins(seed % 100000);
}
let cnt = 0,
  last = -1,
  sorted = true;
(function walk(n: T | null) {
  if (!n) return;
  walk(n.l);
  cnt++;
  if (n.k <= last) sorted = false;
  last = n.k;
  walk(n.r);
})(root);
console.log(cnt, sorted);
const wm = new WeakMap<object, number[]>();
const held: object[] = [];
for (let i = 0; i < 50000; i++) {
  const k = { i };
  wm.set(k, [i]);
  if (i % 1000 === 0) held.push(k);
}
console.log(
  held.length,
  held.every((k: any) => wm.get(k)![0] === k.i),
);
const matrix: number[][] = [];
for (let i = 0; i < 300; i++) {
  const row: number[] = [];
  for (let j = 0; j < 300; j++) row.push((i * j) % 17);
  matrix.push(row);
}
let mt = 0;
for (let i = 0; i < 300; i++) for (let j = 0; j < 300; j++) mt += matrix[i][j] * matrix[j][i];
console.log(mt);
const q: number[] = [];
let qs = 0;
for (let i = 0; i < 100000; i++) {
  q.push(i);
  if (i % 3 === 0) qs += q.shift()!;
}
console.log(q.length, qs);
