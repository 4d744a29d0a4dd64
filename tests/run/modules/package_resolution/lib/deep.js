export const deep = "deep import";
