import left from "left-pad-that-is-not-installed";
console.log(left);
