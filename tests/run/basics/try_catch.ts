// An error is thrown, caught and finally cleaned up after.
function parse(s: string): number {
  if (s === "") throw new Error("empty");
  return Number(s);
}
for (const s of ["5", "", "x"]) {
  try {
    console.log(parse(s));
  } catch (e) {
    console.log("caught", (e as Error).message);
  } finally {
    console.log("done");
  }
}
