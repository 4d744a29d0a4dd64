// Packages resolve through node_modules, exports, conditions, subpaths and imports.
import plain from "plain";
import { cond } from "withexports";
import { sub } from "withexports/sub";
import { pat } from "withexports/features/x.js";
import { scoped } from "@scope/pkg";
import { internal } from "#internal";
import { deep } from "#lib/deep.js";
console.log(plain, cond, sub, pat, scoped, internal, deep);
import selfRef from "resolution-test/self";
console.log(selfRef);
