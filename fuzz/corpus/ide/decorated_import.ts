@ import { one } from "./other.ts";
