// export * in a cycle resolves names through both modules.
import { fromX, fromY } from "./x.ts";
import * as y from "./y.ts";
console.log(fromX, fromY, Object.keys(y).join(), y.fromX());
