// Virtual time: tasks await moments, and the clock jumps from one to the next.

import { Heap } from "./heap.ts";

interface Alarm {
  readonly time: number;
  readonly order: number;
  readonly ring: () => void;
}

export class Clock {
  #now = 0;
  #order = 0;
  readonly #alarms = new Heap<Alarm>((a, b) => a.time - b.time || a.order - b.order);

  get now(): number {
    return this.#now;
  }

  /** Resolves when `minutes` of virtual time have passed. */
  sleep(minutes: number): Promise<void> {
    if (!(minutes >= 0)) throw new RangeError(`cannot sleep ${minutes} minutes`);
    return new Promise((ring) => this.#alarms.push({ time: this.#now + minutes, order: this.#order++, ring }));
  }

  /** Lets time pass until nobody waits for it, or until `end`. Answers how many alarms rang. */
  async run(end = Infinity): Promise<number> {
    let rung = 0;
    await settled();
    for (let next = this.#alarms.peek(); next && next.time <= end; next = this.#alarms.peek()) {
      this.#alarms.pop();
      this.#now = next.time;
      next.ring();
      rung++;
      // Everything that this alarm woke goes on before time does.
      await settled();
    }
    return rung;
  }

  toString(): string {
    const minutes = Math.floor(this.#now);
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  }
}

/** Resolves after all promise jobs that are now in the queue, and those they add. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
