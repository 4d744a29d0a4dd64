import { Emitter } from "../lib/emitter.ts";
export class StockError extends Error {
  missing: number;
  constructor(name: string, missing: number) {
    super(`not enough ${name}`);
    this.missing = missing;
  }
}
export class Store extends Emitter<[string, number]> implements Iterable<[string, number]> {
  #items = new Map<string, number>();
  add(name: string, n: number) {
    const v = (this.#items.get(name) ?? 0) + n;
    if (v < 0) throw new StockError(name, -v);
    this.#items.set(name, v);
    this.emit(name, v);
  }
  [Symbol.iterator]() {
    return this.#items.entries();
  }
}
