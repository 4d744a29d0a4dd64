export const volume = 1;
