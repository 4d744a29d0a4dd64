// The smallest program prints its line.
console.log("hello", 1 + 2);
