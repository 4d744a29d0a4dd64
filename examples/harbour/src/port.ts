// Berths, cranes and pilots, and what a ship does with them.

import type { Clock } from "./clock.ts";
import { Emitter } from "./events.ts";
import { Cancelled, Resource } from "./resource.ts";
import type { Ship } from "./ships.ts";

export class Breakdown extends Error {
  override name = "Breakdown";
  readonly minutes: number;

  constructor(what: string, minutes: number) {
    super(`${what} broke down`);
    this.minutes = minutes;
  }
}

export type Visit = { ship: Ship; arrived: number; waited: number; stayed: number };

export class Port extends Emitter<{
  arrived: Ship;
  berthed: { ship: Ship; waited: number };
  left: Visit;
  lost: { ship: Ship; reason: string };
  repaired: { ship: Ship; error: Breakdown };
}> {
  readonly berths: Resource;
  readonly cranes: Resource;
  readonly pilots: Resource;
  readonly #clock: Clock;
  readonly #fails: () => number | null;

  constructor(clock: Clock, sizes: { berths: number; cranes: number; pilots: number }, fails: () => number | null) {
    super();
    const now = () => clock.now;
    this.#clock = clock;
    this.#fails = fails;
    this.berths = new Resource("berth", sizes.berths, now);
    this.cranes = new Resource("crane", sizes.cranes, now);
    this.pilots = new Resource("pilot", sizes.pilots, now);
  }

  get resources(): readonly Resource[] {
    return [this.berths, this.cranes, this.pilots];
  }

  async visit(ship: Ship): Promise<Visit | null> {
    const arrived = this.#clock.now;
    this.emit("arrived", ship);
    let release: (() => void) | null = null;
    try {
      release = await this.berths.acquire(ship.priority, this.#clock.sleep(ship.patience));
      const waited = this.#clock.now - arrived;
      await this.#manoeuvre(ship, 20);
      this.emit("berthed", { ship, waited });
      await Promise.all([this.#unload(ship), this.#clock.sleep(25)]);
      await this.#manoeuvre(ship, 12);
      const visit: Visit = { ship, arrived, waited, stayed: this.#clock.now - arrived };
      this.emit("left", visit);
      return visit;
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      this.emit("lost", { ship, reason: error.message });
      return null;
    } finally {
      release?.();
    }
  }

  async #manoeuvre(ship: Ship, minutes: number): Promise<void> {
    if (!ship.needsPilot) return this.#clock.sleep(minutes / 2);
    await this.pilots.using(() => this.#clock.sleep(minutes), ship.priority);
  }

  async #unload(ship: Ship): Promise<void> {
    const jobs = [...ship.jobs()];
    const worker = async () => {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await this.#lift(ship, job);
    };
    await Promise.all([worker(), worker()]);
  }

  async #lift(ship: Ship, minutes: number): Promise<void> {
    for (;;) {
      try {
        return await this.cranes.using(async () => {
          const failure = this.#fails();
          if (failure !== null) {
            await this.#clock.sleep(minutes / 2);
            throw new Breakdown("a crane", failure);
          }
          await this.#clock.sleep(minutes);
        }, ship.priority);
      } catch (error) {
        if (!(error instanceof Breakdown)) throw error;
        this.emit("repaired", { ship, error });
        await this.#clock.sleep(error.minutes);
      }
    }
  }
}
