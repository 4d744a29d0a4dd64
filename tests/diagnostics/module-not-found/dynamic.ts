const m = await import("./nowhere.ts");
console.log(m);
