import { put } from "./store.ts";
const cache = "a";
export const fillA = () => put(cache, 1);
