// Strings join, compare and measure.
const who = "world";
const line = "hello, " + who + "!";
console.log(line, line.length, line[0], line === "hello, world!");
console.log(`${who} has ${who.length} letters and ${1 + 1} more`);
console.log("a" < "b", "a" + 1, "x" + true, "y" + null);
