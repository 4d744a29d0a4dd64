// Function declarations in blocks are visible throughout their block and not outside it.
function outer(flag: boolean) {
  const got: string[] = [];
  if (flag) {
    got.push(inner());
    function inner() {
      return "first";
    }
  } else {
    got.push(inner());
    function inner() {
      return "second";
    }
  }
  got.push(typeof (globalThis as any).inner);
  return got.join();
}
console.log(outer(true), outer(false));
const makers: (() => number)[] = [];
for (let i = 0; i < 3; i++) {
  function captured() {
    return i * 10;
  }
  makers.push(captured);
}
console.log(makers.map((m) => m()));
{
  function shadow() {
    return 1;
  }
  console.log(shadow());
}
{
  function shadow() {
    return 2;
  }
  console.log(shadow());
}
function mutual(n: number): boolean {
  return n === 0 ? true : odd(n - 1);
}
function odd(n: number): boolean {
  return n === 0 ? false : mutual(n - 1);
}
console.log(mutual(10), odd(7));
switch (1) {
  case 1:
    console.log(later());
    break;
  default:
    function later() {
      return "from switch";
    }
}
console.log(
  typeof (() => {
    try {
      return local();
    } finally {
    }
    function local() {
      return "fn";
    }
  })(),
);
