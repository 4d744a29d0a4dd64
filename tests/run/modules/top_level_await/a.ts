console.log("a start");
export const a = await new Promise<string>((r) => setTimeout(() => setTimeout(() => r("a value"), 1), 1));
console.log("a end");
