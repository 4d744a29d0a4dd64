// Iterator helpers are lazy and chain.
const log: string[] = [];
function* nat() {
  let i = 0;
  try {
    while (true) {
      log.push("y" + i);
      yield i++;
    }
  } finally {
    log.push("closed");
  }
}
console.log(
  nat()
    .filter((x) => x % 2 === 1)
    .map((x) => x * x)
    .take(3)
    .toArray(),
  log.join(),
);
log.length = 0;
console.log(
  nat().drop(2).take(2).toArray(),
  nat().some((x) => x > 3),
  nat().every((x) => x < 2),
  nat().find((x) => x === 4),
);
console.log(log.filter((l) => l === "closed").length);
console.log(
  [1, 2, 3].values().reduce((a, b) => a + b),
  [1, 2]
    .values()
    .flatMap((x) => [x, x * 10])
    .toArray(),
);
[5, 6].values().forEach((v, i) => console.log(v, i));
console.log(
  Iterator.from({
    next() {
      return { done: this.n > 2, value: this.n++ };
    },
    n: 0,
  } as any).toArray(),
);
console.log(
  [..."abc"]
    .values()
    .map((c, i) => c + i)
    .toArray(),
  new Map([["k", 1]])
    .entries()
    .map(([k, v]) => k + v)
    .toArray(),
);
const it = nat().map((x) => x);
console.log(it.next(), (it as any).return(), it.next(), Object.prototype.toString.call(it));
try {
  nat().take(-1);
} catch (e: any) {
  console.log(e.name, e.message);
}
try {
  nat().map(5 as any);
} catch (e: any) {
  console.log(e.name, e.message);
}
try {
  [].values().reduce((a: any, b: any) => a);
} catch (e: any) {
  console.log(e.name, e.message);
}
class Own extends Iterator<number> {
  n = 0;
  next() {
    return this.n < 3 ? { done: false as const, value: this.n++ } : { done: true as const, value: undefined };
  }
}
console.log(new Own().map((x) => x + 1).toArray(), [...new Own()], new Own() instanceof Iterator);
