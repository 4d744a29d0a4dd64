// process.exit stops at once with its exit code and runs exit handlers.
process.on("exit", (code) => {
  console.log("exit handler", code, process.exitCode);
});
setTimeout(() => console.log("never"), 0);
try {
  process.exit(3);
} finally {
  console.log("never");
}
