console.log("lazy runs once");
export const lazy = await Promise.resolve("lazy value");
