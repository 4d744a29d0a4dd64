// An uncaught throw of a plain string ends the program with exit code 1 (uncaught).
console.log("before");
throw "just a string";
