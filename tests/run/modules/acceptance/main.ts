// A side-effect module fills a registry before main looks keys up.
import { lookup, size } from "./registry.ts";
import "./register-defaults.ts";
import { OID_A, OID_B, OID_C } from "./oids.ts";

console.log(`count=${size()}`);
for (const oid of [OID_A, OID_B, OID_C, 999]) console.log(`${oid}=${lookup(oid)}`);
