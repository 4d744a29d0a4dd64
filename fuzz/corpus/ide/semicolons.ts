import { one; } from "./other.ts";
enum Colour { Red; Green }
const { left; right } = { left: 1; right: 2 };
