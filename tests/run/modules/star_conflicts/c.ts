export const same = "one binding by two ways";
