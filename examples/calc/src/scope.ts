// Names and their values, inner scopes looking through to the outer ones.

import type { Value } from "./values.ts";

export class Scope {
  readonly #names = new Map<string, Value>();
  readonly #outer: Scope | null;

  constructor(outer: Scope | null = null) {
    this.#outer = outer;
  }

  define(name: string, value: Value): void {
    this.#names.set(name, value);
  }

  lookup(name: string): Value | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.#outer) {
      const value = scope.#names.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  assign(name: string, value: Value): boolean {
    for (let scope: Scope | null = this; scope; scope = scope.#outer) {
      if (scope.#names.has(name)) {
        scope.#names.set(name, value);
        return true;
      }
    }
    return false;
  }

  *names(): Generator<string> {
    yield* this.#names.keys();
    if (this.#outer) yield* this.#outer.names();
  }
}
