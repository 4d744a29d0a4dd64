import { count } from "./counter.ts";
count++;
