const enum E {
  A = Math.random(),
}
console.log(E.A);
