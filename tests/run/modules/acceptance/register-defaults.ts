import { registerDefault } from "./registry.ts";
import { OID_A, OID_B, OID_C } from "./oids.ts";

registerDefault(OID_A, "codec_a");
registerDefault(OID_B, "codec_b");
registerDefault(OID_C, "codec_c");
