// Numbers add, compare and print.
let a = 7;
const b = 2;
console.log(a + b, a - b, a * b, a / b, a % b);
console.log(a > b, a < b, a === 7, a !== 7, a >= 7, a <= 6);
a = a * 1000000;
console.log(a, -a, a / 3);
console.log(0.1 + 0.2, 1e21, 1e-7, 1 / 0, 0 / 0, -0);
