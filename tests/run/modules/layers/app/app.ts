import type { Logger } from "../lib/logger.ts";
import { Store, StockError } from "./store.ts";
import { parse, Command } from "./commands.ts";
export class App {
  private store = new Store();
  errors = 0;
  private readonly logger: Logger;
  constructor(logger: Logger) {
    this.logger = logger;
    this.store.on((k, n) => this.logger.info(`${k} is now ${n}`));
  }
  handle(line: string): void {
    try {
      const c = parse(line);
      switch (c.kind) {
        case "add":
          this.store.add(c.name, c.n);
          break;
        case "take":
          this.store.add(c.name, -c.n);
          break;
        case "list":
          this.logger.info([...this.store].map(([k, v]) => `${k}=${v}`).join(", "));
      }
    } catch (e) {
      this.errors++;
      this.logger.info(
        e instanceof StockError ? `stock: ${e.message} (${e.missing})` : `other: ${(e as Error).message}`,
      );
    }
  }
}
