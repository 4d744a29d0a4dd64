console.log("fails runs once");
await null;
throw new Error("module body failed");
