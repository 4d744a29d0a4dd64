export interface Logger {
  info(s: string): void;
}
export class ConsoleLogger implements Logger {
  private n = 0;
  private readonly tag: string;
  constructor(tag: string) {
    this.tag = tag;
  }
  info(s: string) {
    console.log(`[${this.tag} ${++this.n}] ${s}`);
  }
}
