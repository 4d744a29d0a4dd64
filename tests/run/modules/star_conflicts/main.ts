// A name two export * provide is ambiguous unless exported locally; the namespace omits it.
import * as ns from "./both.ts";
import { own, onlyA, onlyB, same } from "./both.ts";
console.log(Object.keys(ns).join(), "clash" in ns, (ns as any).clash, own, onlyA, onlyB, same);
