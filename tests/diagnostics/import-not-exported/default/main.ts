import shapes from "./shapes.ts";
console.log(shapes);
