import { Square } from "./shape.ts";
/* 🟦 größer */ import { totals } from "./shape.ts";

const square = new Square(3);
console.log("🟦 größer:", total([square, new Square(4)], 2));
