// Things of which there are only so many: berths, cranes, pilots.

import { Heap } from "./heap.ts";

export class Cancelled extends Error {
  override name = "Cancelled";
}

interface Waiting {
  readonly priority: number;
  readonly order: number;
  active: boolean;
  readonly grant: (release: Release) => void;
}

export type Release = () => void;

export class Resource {
  readonly name: string;
  readonly capacity: number;
  #used = 0;
  #order = 0;
  #waiting = 0;
  longestQueue = 0;
  #busy = 0;
  #since = 0;
  readonly #queue = new Heap<Waiting>((a, b) => b.priority - a.priority || a.order - b.order);
  readonly #now: () => number;

  constructor(name: string, capacity: number, now: () => number) {
    this.name = name;
    this.capacity = capacity;
    this.#now = now;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Waits for one unit. A higher priority is served first; `giveUp` ends the wait with Cancelled. */
  acquire(priority = 0, giveUp?: Promise<unknown>): Promise<Release> {
    if (this.#used < this.capacity) {
      this.#use(1);
      return Promise.resolve(this.#releaser());
    }
    return new Promise((grant, reject) => {
      const waiting: Waiting = { priority, order: this.#order++, active: true, grant };
      this.#queue.push(waiting);
      this.longestQueue = Math.max(this.longestQueue, ++this.#waiting);
      giveUp?.then(() => {
        if (!waiting.active) return;
        waiting.active = false;
        this.#waiting--;
        reject(new Cancelled(`gave up waiting for a ${this.name}`));
      });
    });
  }

  async using<T>(work: () => Promise<T>, priority = 0): Promise<T> {
    const release = await this.acquire(priority);
    try {
      return await work();
    } finally {
      release();
    }
  }

  #releaser(): Release {
    let released = false;
    return () => {
      if (released) throw new Error(`a ${this.name} was released twice`);
      released = true;
      this.#use(-1);
      for (let next = this.#queue.pop(); next; next = this.#queue.pop()) {
        if (!next.active) continue;
        next.active = false;
        this.#waiting--;
        this.#use(1);
        next.grant(this.#releaser());
        break;
      }
    };
  }

  #use(change: 1 | -1): void {
    const now = this.#now();
    this.#busy += this.#used * (now - this.#since);
    this.#since = now;
    this.#used += change;
  }

  /** Share of the capacity that was in use until now. */
  utilisation(): number {
    const now = this.#now();
    return now === 0 ? 0 : (this.#busy + this.#used * (now - this.#since)) / (now * this.capacity);
  }
}
