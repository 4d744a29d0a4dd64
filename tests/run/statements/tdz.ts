// Reading a let, const or class before its declaration throws a ReferenceError.
function attempt(name: string, f: () => unknown) {
  try {
    console.log(name, "gave", f());
  } catch (e: any) {
    console.log(name, e.name + ": " + e.message, e instanceof ReferenceError);
  }
}
attempt("let", () => late);
attempt("const", () => fixed);
attempt("class", () => new K());
attempt("typeof", () => typeof late);
attempt("assign", () => {
  late = 3;
  return late;
});
let late = 1;
const fixed = 2;
class K {
  v = 7;
}
attempt("let", () => late);
attempt("const", () => fixed);
attempt("class", () => new K().v);
attempt("self", () => {
  let q: number = q + 1;
  return q;
});
attempt("default", () => ((a: number = b, b: number = 1) => a + b)());
attempt("default ok", () => ((a: number = 1, b: number = a + 1) => a + b)());
attempt("block", () => {
  {
    const r = () => inner;
    const got = r();
    let inner = 1;
    return got + inner;
  }
});
attempt("switch", () => {
  switch (2 as number) {
    case 1:
      let w = 1;
      return w;
    default:
      return w;
  }
});
attempt("undeclared", () => (globalThis as any).nothing === undefined && typeof (globalThis as any).nothing);
