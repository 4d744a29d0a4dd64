class A {}
class B extends A {
  m() { super(); }
}
