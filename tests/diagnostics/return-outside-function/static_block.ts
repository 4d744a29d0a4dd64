class A {
  static { return; }
}
