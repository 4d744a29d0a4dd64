export const PI = 3;
export const Version = "1.0";
