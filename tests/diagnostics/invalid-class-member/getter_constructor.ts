class A {
  get constructor() { return 1; }
}
