import * as ns from "./counter.ts";
ns = 5;
