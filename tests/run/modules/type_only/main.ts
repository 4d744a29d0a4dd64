// Type-only imports and exports vanish; a module used only by types does not run.
import type { Shape } from "./types.ts";
import { type Kind, value } from "./mixed.ts";
import { type Only } from "./kept.ts";
import type Dflt from "./types.ts";
import type * as T from "./types.ts";
export type { Shape } from "./types.ts";
export type * from "./types.ts";
const s: Shape = { kind: "round" as Kind };
const t: T.Shape = s;
let o: Only | undefined;
let d: Dflt | undefined;
console.log(s, value, t === s, o, d);
type Remote = import("./types.ts").Shape;
const r: Remote = { kind: "x" };
console.log(r);
