// push, pop, shift and unshift change the ends.
const a: number[] = [];
console.log(a.push(1), a.push(2, 3), a.pop(), a.shift(), a.unshift(8, 9), a, a.length);
while (a.length) console.log(a.pop());
console.log(a.pop(), a.shift(), a.length);
const q: string[] = [];
for (let i = 0; i < 5; i++) {
  q.push("q" + i);
  if (i % 2) console.log(q.shift());
}
console.log(q);
