let a = 1;
let a = 2;
break;
import { missing } from "./nowhere.ts";
class B { m() { super(); } }
console.log(Math.nope, missing);
