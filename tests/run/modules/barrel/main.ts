// Barrels with export * and named re-exports reach the original bindings.
import { area, circle, PI, default as dflt, renamed, shapes, Version } from "./index.ts";
import * as all from "./index.ts";
console.log(area(circle(2)), PI, dflt, renamed(), Object.keys(shapes).join(), Version);
console.log(Object.keys(all).join(), all.shapes.circle === circle, "secret" in all, "local" in all);
console.log(all);
