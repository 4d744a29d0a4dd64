// Values of every group are shown and written as JSON where the module that makes them is another.
import { values } from "./values.ts";

for (const value of values()) console.log(value, typeof value, String(value) === `${value as string}`);
console.log(JSON.stringify(values().filter((value) => typeof value !== "bigint")));
console.log(structuredClone(values().slice(0, 3)));
