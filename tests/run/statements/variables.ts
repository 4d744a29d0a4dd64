// let, const and var keep their scopes, hoisting and shadowing.
console.log(typeof hoisted, hoisted);
var hoisted = 1;
console.log(hoisted);
let a = 1;
{
  let a = 2;
  const b = a + 1;
  console.log(a, b);
  {
    let a = "inner";
    console.log(a, b);
  }
}
console.log(a);
function f(): string {
  if (true) {
    var inside = "visible";
  }
  return inside;
}
console.log(f());
var twice = 1;
var twice = 2;
console.log(twice);
let x,
  y = 5,
  z = y * 2;
console.log(x, y, z);
console.log(early(3));
function early(n: number) {
  return n * 10;
}
let multi = (1, 2, 3);
console.log(multi);
let s: string | number = "text";
s = 4;
s += 1;
console.log(s);
for (var i = 0; i < 3; i++) {
  var last = i;
}
console.log(i, last!);
const o = { k: 1 };
o.k = 2;
console.log(o.k);
