export const shared: string[] = [];
console.log("shared");
