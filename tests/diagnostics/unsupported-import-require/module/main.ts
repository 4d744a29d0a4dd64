import other = require("./other.ts");
console.log(other);
