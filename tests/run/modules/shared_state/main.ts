// Module scope is private, shared by all importers, and closed over by exports.
import { put, get, stats } from "./store.ts";
import { fillA } from "./client_a.ts";
import { fillB, localName } from "./client_b.ts";
const cache = "main's own";
fillA();
fillB();
put("m", 3);
console.log(get("a"), get("b"), get("m"), get("zz"), stats(), cache, localName());
import { store as viaB } from "./client_b.ts";
import * as direct from "./store.ts";
console.log(viaB === direct, viaB.get("a"), direct.stats().writes);
