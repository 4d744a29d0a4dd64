import fs from "node:filesystem";
console.log(fs);
