import value from "./barrel.ts";
console.log(value);
