console.log("a start");
export const a = await new Promise<string>((r) => setTimeout(() => r("a value"), 10));
console.log("a end");
