// console.error and console.warn write to stderr and nothing to stdout.
console.error("error", 1, { a: 1 });
console.log("out 1");
console.warn("warn %s", "x");
console.info("info");
console.debug("debug %d", 5);
process.stderr.write("raw\n");
console.error();
console.error([1, 2]);
console.assert(1 === 1, "quiet");
console.assert(false, "loud %s", "yes");
console.assert(false);
console.log("out 2");
