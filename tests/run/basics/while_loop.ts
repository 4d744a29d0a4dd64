// while and for loops count.
let n = 27,
  steps = 0;
while (n !== 1) {
  n = n % 2 === 0 ? n / 2 : 3 * n + 1;
  steps++;
}
console.log(steps);
let sum = 0;
for (let i = 1; i <= 100; i++) sum += i;
console.log(sum);
let down = 3;
do {
  console.log(down);
  down--;
} while (down > 0);
