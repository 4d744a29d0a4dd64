// Arrays hold values in order.
const xs = [3, 1, 2];
xs.push(10);
xs[1] = 7;
console.log(xs.length, xs[0], xs[1], xs[3], xs[4]);
let total = 0;
for (let i = 0; i < xs.length; i++) total += xs[i];
for (const x of xs) total += x;
console.log(total, xs);
console.log(["a", "b"], [], [true, null, undefined], [[1, 2], [3]]);
