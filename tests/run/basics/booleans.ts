// Conditions choose by truthiness.
function truth(v: unknown): string {
  return v ? "truthy" : "falsy";
}
console.log(truth(0), truth(1), truth(""), truth("0"), truth(null), truth(undefined), truth(NaN), truth({}), truth([]));
if (1 > 2) console.log("no");
else if (2 > 1) console.log("yes");
else console.log("never");
console.log(true && "and", false || "or", !true, null ?? "default");
