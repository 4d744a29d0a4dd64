// process.exitCode is the exit code of a program that ends by itself.
process.exitCode = 2;
setTimeout(() => {
  console.log("timer runs");
  process.exitCode = 7;
}, 1);
process.on("exit", (c) => console.log("code", c));
console.log(
  "main",
  typeof process.argv,
  Array.isArray(process.argv),
  process.argv.length,
  typeof process.cwd(),
  typeof process.platform,
  typeof process.pid,
  process.env.SURELY_NOT_SET,
  typeof process.memoryUsage().heapUsed,
  typeof process.hrtime()[0],
  typeof process.uptime(),
);
process.stdout.write("no newline");
process.stdout.write(" then one\n");
