export { a } from "./b.ts";
