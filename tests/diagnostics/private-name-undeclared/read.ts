class A {
  m(o: any) { return o.#missing; }
}
