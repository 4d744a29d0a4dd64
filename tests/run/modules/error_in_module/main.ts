// An uncaught error while a dependency initialises stops everything with exit code 1.
import "./fine.ts";
import "./broken.ts";
import "./never.ts";
console.log("main never runs");
