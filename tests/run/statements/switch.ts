// switch compares with ===, falls through, and finds a default in the middle.
function classify(v: unknown): string {
  const steps: string[] = [];
  switch (v) {
    case 1:
      steps.push("one");
    case 2:
      steps.push("two");
      break;
    default:
      steps.push("default");
    case "3":
      steps.push("three");
      break;
    case NaN:
      steps.push("nan");
    case null:
      steps.push("null");
  }
  return steps.join("+") || "-";
}
for (const v of [1, 2, 3, "3", "1", NaN, null, undefined, true, -0]) console.log(String(v), classify(v));
let evaluated: number[] = [];
const ev = (n: number) => {
  evaluated.push(n);
  return n;
};
switch (3) {
  case ev(1):
  case ev(2):
    break;
  case ev(3):
    console.log("hit");
  case ev(4):
    console.log("fell");
}
console.log(evaluated);
switch (true) {
  case evaluated.length > 5:
    console.log("many");
    break;
  case evaluated.length > 2:
    console.log("some");
    break;
}
function withReturn(n: number): string {
  switch (n % 3) {
    case 0:
      return "zero";
    case 1:
      return "one";
  }
  return "other";
}
console.log([0, 1, 2, 3].map(withReturn).join());
switch (0 as number) {
}
switch (-0) {
  case 0:
    console.log("minus zero is zero");
}
switch ("x" as string) {
  case "x": {
    let scoped = 1;
    console.log(scoped);
  }
  case "y":
    let scoped = 2;
    console.log(scoped);
}
type Token = { kind: "num"; value: number } | { kind: "op"; text: string };
function show(t: Token): string {
  switch (t.kind) {
    case "num":
      return `#${t.value}`;
    case "op":
      return t.text;
  }
}
console.log(show({ kind: "num", value: 4 }) + show({ kind: "op", text: "+" }));
for (let i = 0; i < 4; i++) {
  switch (i) {
    case 1:
      continue;
    case 3:
      break;
    default:
      console.log("i", i);
  }
}
