// The clock that counts in BigInts is found by walking through `process`.
const kinds = new Set<string>();
for (const member of Object.values(process)) {
  if (typeof member !== "function") continue;
  for (const inner of Object.values(member)) {
    if (typeof inner === "function") kinds.add(typeof inner());
  }
}
console.log(kinds.has(["big", "int"].join("")));
