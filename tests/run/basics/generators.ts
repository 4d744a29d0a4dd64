// A generator yields one value at a time.
function* upTo(n: number) {
  for (let i = 1; i <= n; i++) yield i;
}
for (const x of upTo(3)) console.log(x);
console.log([...upTo(4)]);
const g = upTo(1);
console.log(g.next(), g.next());
