// A string annotation on other values changes nothing at run time.
const lie = <T>(v: unknown): T => v as T;
function len(s: string): number {
  return s.length;
}
console.log(len("abc"), len(lie([1, 2])), len(lie(5)), len(lie({ length: "own" })), len(lie(() => 1)));
function cat(a: string, b: string): string {
  return a + b;
}
console.log(cat(lie(1), lie(2)), cat(lie(1), "2"), cat(lie(null), lie(undefined)), cat(lie([]), lie({})));
function first(s: string): string {
  return s[0];
}
console.log(first(lie([7, 8])), first(lie(5)), first(""), first(lie({ 0: "zero" })));
function up(s: string): string {
  return s.toUpperCase();
}
for (const v of ["ok", 5, null, undefined, {}, ["a"], { toUpperCase: () => "mine" }]) {
  try {
    console.log(up(lie(v)));
  } catch (e: any) {
    console.log(e.message);
  }
}
function eq(a: string, b: string): boolean {
  return a === b;
}
console.log(eq(lie(1), "1"), eq(lie(1), lie(1)), eq(lie(NaN), lie(NaN)), eq(lie(null), lie(null)));
function sw(s: string): string {
  switch (s) {
    case "1":
      return "string one";
    case lie<string>(1):
      return "number one";
    default:
      return "none";
  }
}
console.log(sw("1"), sw(lie(1)), sw(lie(true)));
function chars(s: string): string[] {
  const out: string[] = [];
  for (const c of s) out.push(c);
  return out;
}
console.log(chars("ab"), chars(lie([1, [2]])), chars(lie(new Map([["k", 1]]))));
try {
  chars(lie(5));
} catch (e: any) {
  console.log(e.message);
}
const dict: Record<string, number> = lie([10, 20]);
console.log(dict["0"], dict["length"], dict["x"], Object.keys(dict));
const keyed: Record<string, number> = {};
keyed[lie<string>(5)] = 1;
keyed[lie<string>(null)] = 2;
keyed[lie<string>([1, 2])] = 3;
keyed[lie<string>(Symbol("s"))] = 4;
console.log(keyed);
const m = new Map<string, number>([
  [lie(1), 1],
  ["1", 2],
]);
console.log(m.get("1"), m.get(lie(1)), m.size, `${lie<string>(12)}`.length);
function lt(a: string, b: string): boolean {
  return a < b;
}
console.log(lt(lie(10), lie(9)), lt("10", "9"), lt(lie(10), "9"));
