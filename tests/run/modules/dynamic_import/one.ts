console.log("one runs");
export const value = 1;
