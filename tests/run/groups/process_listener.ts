// A listener's `this` leads to the clock that counts in BigInts.
const kind = ["big", "int"].join("");
process.on("exit", function (this: any) {
  for (const member of Object.values<any>(this)) {
    if (typeof member !== "function") continue;
    for (const inner of Object.values<any>(member)) {
      if (typeof inner !== "function") continue;
      const time = inner();
      if (typeof time === kind) console.log(time === time, time > time);
    }
  }
});
