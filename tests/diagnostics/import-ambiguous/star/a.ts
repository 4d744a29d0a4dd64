export const clash = "a";
