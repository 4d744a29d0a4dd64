// Who wants to know what happened.

export class Emitter<Events extends Record<string, unknown>> {
  readonly #listeners: { [E in keyof Events]?: Set<(event: Events[E]) => void> } = {};

  on<E extends keyof Events>(name: E, listener: (event: Events[E]) => void): () => void {
    const listeners = (this.#listeners[name] ??= new Set());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  emit<E extends keyof Events>(name: E, event: Events[E]): void {
    this.#listeners[name]?.forEach((listener) => listener(event));
  }
}
