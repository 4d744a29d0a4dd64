export const clash = "b";
