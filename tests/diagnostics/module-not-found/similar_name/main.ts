import { helper } from "./helprs.ts";
console.log(helper());
