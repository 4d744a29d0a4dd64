export { a } from "./nowhere.ts";
