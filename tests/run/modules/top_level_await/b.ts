console.log("b start");
export const b = await new Promise<string>((r) => setTimeout(() => r("b value"), 1));
console.log("b end");
