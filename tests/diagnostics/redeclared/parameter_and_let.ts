function f(a: number) {
  let a = 2;
  return a;
}
