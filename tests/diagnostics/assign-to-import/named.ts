import { count } from "./counter.ts";
count = 5;
