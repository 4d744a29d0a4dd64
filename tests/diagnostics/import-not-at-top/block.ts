if (1 < 2) {
  import { count } from "./counter.ts";
}
