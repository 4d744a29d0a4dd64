console.log("two runs");
export const value = 2;
