import { Thing } from "./other.ts";
class Thing {}
