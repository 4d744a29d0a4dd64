// Instances print with the name of their class.
class P {
  x = 1;
  y = "two";
}
class Q extends P {
  z = [1];
}
class Empty {}
console.log(new P(), new Q(), new Empty(), [new P()], { p: new Empty() }, P, Empty);
console.log(
  new Map([["a", 1]]),
  new Set([1, "x"]),
  Symbol("s"),
  [undefined, null],
  function named() {},
  () => 1,
);
