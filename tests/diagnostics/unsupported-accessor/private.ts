class A {
  accessor #x = 1;
  get(): number {
    return this.#x;
  }
}
console.log(new A().get());
