// A closure keeps its variable.
function counter() {
  let n = 0;
  return () => ++n;
}
const a = counter(),
  b = counter();
a();
a();
console.log(a(), b());
const fs: (() => number)[] = [];
for (let i = 0; i < 3; i++) fs.push(() => i * 10);
console.log(fs[0](), fs[1](), fs[2]());
