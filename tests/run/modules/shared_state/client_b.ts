import { put } from "./store.ts";
import * as store from "./store.ts";
const cache = "b";
const writes = "b writes";
export const fillB = () => store.put(cache, 2);
export const localName = () => cache + writes;
export { store };
