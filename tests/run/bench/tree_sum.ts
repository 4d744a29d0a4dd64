// Class instances in balanced trees are built, rotated and summed.
class Node_ {
  l: Node_ | null = null;
  r: Node_ | null = null;
  h = 1;
  k: number;
  constructor(k: number) {
    this.k = k;
  }
}
const h = (n: Node_ | null) => (n ? n.h : 0),
  fix = (n: Node_) => {
    n.h = 1 + Math.max(h(n.l), h(n.r));
    return n;
  };
function rotR(n: Node_): Node_ {
  const l = n.l!;
  n.l = l.r;
  l.r = n;
  fix(n);
  return fix(l);
}
function rotL(n: Node_): Node_ {
  const r = n.r!;
  n.r = r.l;
  r.l = n;
  fix(n);
  return fix(r);
}
function ins(n: Node_ | null, k: number): Node_ {
  if (!n) return new Node_(k);
  if (k < n.k) n.l = ins(n.l, k);
  else if (k > n.k) n.r = ins(n.r, k);
  else return n;
  fix(n);
  const b = h(n.l) - h(n.r);
  if (b > 1) {
    if (k > n.l!.k) n.l = rotL(n.l!);
    return rotR(n);
  }
  if (b < -1) {
    if (k < n.r!.k) n.r = rotR(n.r!);
    return rotL(n);
  }
  return n;
}
let root: Node_ | null = null,
  s = 1;
for (let i = 0; i < 40000; i++) {
  s = (s * 48271) % 2147483647;
  root = ins(root, s % 100000);
}
const sum = (n: Node_ | null): number => (n ? n.k + sum(n.l) + sum(n.r) : 0),
  size = (n: Node_ | null): number => (n ? 1 + size(n.l) + size(n.r) : 0);
console.log(sum(root), size(root), root!.h, root!.k);
