export class Emitter<A extends unknown[]> {
  private handlers: ((...a: A) => void)[] = [];
  on(f: (...a: A) => void) {
    this.handlers.push(f);
  }
  protected emit(...a: A) {
    this.handlers.forEach((h) => h(...a));
  }
}
