console.log("mixed runs");
export type Kind = "round" | "square";
export const value = 1;
