// The ships that come, and how they differ.

export abstract class Ship {
  static #count = 0;
  readonly id = ++Ship.#count;
  readonly name: string;
  abstract readonly kind: string;

  constructor(name: string) {
    this.name = name;
  }

  get priority(): number {
    return 0;
  }

  /** Minutes a ship waits for a berth before it sails on. */
  get patience(): number {
    return 240;
  }

  get needsPilot(): boolean {
    return true;
  }

  /** Crane jobs, in minutes each. */
  abstract jobs(): Iterable<number>;

  toString(): string {
    return `${this.kind} ${this.name}`;
  }
}

export class Freighter extends Ship {
  readonly kind: string = "freighter";
  readonly containers: number;

  constructor(name: string, containers: number) {
    super(name);
    this.containers = containers;
  }

  *jobs(): Generator<number> {
    for (let left = this.containers; left > 0; left -= 12) yield 2.5 * Math.min(12, left);
  }
}

export class Tanker extends Freighter {
  override readonly kind = "tanker";

  override *jobs(): Generator<number> {
    yield 30;
    yield* super.jobs();
    yield 15;
  }

  override get patience(): number {
    return super.patience * 1.5;
  }
}

export class Ferry extends Ship {
  readonly kind = "ferry";

  override get priority(): number {
    return 10;
  }

  override get patience(): number {
    return 45;
  }

  override get needsPilot(): boolean {
    return false;
  }

  jobs(): Iterable<number> {
    return [];
  }
}
