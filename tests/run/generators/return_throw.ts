// return and throw resume a generator with a completion that finally sees.
const log: unknown[] = [];
function* g(): any {
  try {
    log.push("start");
    yield 1;
    log.push("after 1");
    yield 2;
  } catch (e: any) {
    log.push("caught " + e);
    yield "recovered";
  } finally {
    log.push("finally");
    yield "from finally";
    log.push("finally end");
  }
  return "end";
}
const run = (name: string, f: (it: any) => any[]) => {
  log.length = 0;
  const r = f(g()).map((x) => (x && typeof x === "object" ? `${x.value}/${x.done}` : x));
  console.log(name, "|", r.join(" "), "|", log.join(", "));
};
const att = (f: () => any) => {
  try {
    return f();
  } catch (e: any) {
    return "threw " + (e.message ?? e);
  }
};
run("next all", (i) => [i.next(), i.next(), i.next(), i.next(), i.next()]);
run("return early", (i) => [i.return("R"), i.next()]);
run("throw early", (i) => [att(() => i.throw("T")), i.next()]);
run("return mid", (i) => [i.next(), i.return("R"), i.next(), i.next()]);
run("throw mid", (i) => [i.next(), i.throw("T"), i.next(), i.next(), i.next()]);
run("throw in finally", (i) => [i.next(), i.return("R"), att(() => i.throw("T2")), i.next()]);
run("return in finally", (i) => [i.next(), i.return("R"), i.return("R2"), i.next()]);
run("return done", (i) => {
  [...i];
  return [i.return("X"), att(() => i.throw("Y"))];
});
function* noCatch() {
  yield 1;
  yield 2;
}
const n = noCatch();
n.next();
console.log(
  att(() => n.throw(new Error("up"))),
  n.next(),
);
function* override() {
  try {
    yield 1;
  } finally {
    return "overridden";
  }
}
const o = override();
o.next();
console.log(o.return("ignored" as any), o.next());
const o2 = override();
o2.next();
console.log(o2.throw(new Error("swallowed")));
function* inner(): any {
  try {
    const x = yield "i1";
    log.push("inner got " + x);
    yield "i2";
    return "inner result";
  } catch (e) {
    log.push("inner caught " + e);
    return "after catch";
  } finally {
    log.push("inner finally");
  }
}
function* outer(): any {
  log.push("delegated: " + (yield* inner()));
  yield "o1";
}
log.length = 0;
const a = outer();
console.log(a.next(), a.next("V"), a.next(), a.next(), log.join(", "));
log.length = 0;
const b = outer();
b.next();
console.log(b.throw("E"), b.next(), log.join(", "));
log.length = 0;
const c = outer();
c.next();
console.log(c.return("Q"), c.next(), log.join(", "));
function* plain(): any {
  yield* { [Symbol.iterator]: () => ({ next: (v: any) => ({ value: v, done: false }) }) } as any;
}
const p = plain();
p.next();
console.log(
  p.next("pass"),
  att(() => p.throw(new Error("x"))),
  p.next(),
);
function* loop() {
  for (let i = 0; ; i++) {
    try {
      yield i;
    } finally {
      log.push("f" + i);
      if (i < 2) continue;
    }
  }
}
log.length = 0;
const l = loop();
console.log(l.next(), l.return(9 as any), l.return(9 as any), l.return(9 as any), log.join());
for (const x of g()) {
  if (x === 1) break;
}
console.log(log.at(-1));
const [d1] = g();
console.log(d1);
