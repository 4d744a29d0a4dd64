import { Registry } from "./registry.ts";
export class Animal {
  static count = 0;
  #secret = "s" + Animal.count;
  readonly id = ++Animal.count;
  name: string;
  constructor(name: string) {
    this.name = name;
    Registry.add(this);
  }
  speak(): string {
    return `${this.name}(${this.#secret})`;
  }
  get legs() {
    return 4;
  }
  static create<T>(this: new (n: string) => T, n: string): T {
    return new this(n);
  }
  static same(a: Animal, b: Animal) {
    return a.#secret === b.#secret;
  }
}
