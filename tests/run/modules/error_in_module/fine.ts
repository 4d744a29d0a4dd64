console.log("fine runs");
process.on("exit", (c) => console.log("exit", c));
