// Imported names follow every later assignment in the exporting module.
import { count, inc, text, setText, late, fn, replaceFn, obj } from "./counter.ts";
import * as ns from "./counter.ts";
console.log(count, text, late, fn());
inc();
inc();
setText("changed");
replaceFn();
console.log(count, text, late, fn(), ns.count, ns.text);
const read = () => count;
inc();
console.log(read(), ns.count);
obj.shared = 5;
console.log(ns.obj.shared, obj === ns.obj);
try {
  (ns as any).count = 99;
} catch (e: any) {
  console.log(e.message.replace(/'\[object.*/, ""));
}
try {
  (ns as any).extra = 1;
} catch (e: any) {
  console.log(e.message);
}
const copy = count;
inc();
console.log(copy, count);
await new Promise((r) => setTimeout(r, 1));
console.log(late);
function useArg(a = count) {
  return a;
}
console.log(useArg(), [count, count], `${count}`, { count }, count + count);
