export const url = import.meta.url,
  dir = import.meta.dirname,
  isMain = import.meta.main;
