// Templates hold expressions, other templates and line breaks.
const n = 3;
console.log(`n is ${n}, twice ${n * 2}, ${n > 2 ? `nested ${n}` : "no"}`);
console.log(`two
lines`);
