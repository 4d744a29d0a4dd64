// Bodies that rays can hit.

import type { Material } from "./materials.ts";
import { vec, Vector } from "./vector.ts";

export interface Ray {
  readonly from: Vector;
  readonly direction: Vector;
}

export interface Hit {
  readonly distance: number;
  readonly at: Vector;
  readonly normal: Vector;
  readonly shape: Shape;
}

const NEAREST = 1e-4;

export abstract class Shape {
  readonly material: Material;

  constructor(material: Material) {
    this.material = material;
  }

  /** Distances along the ray at which it enters or leaves, in order. */
  protected abstract crossings(ray: Ray): Iterable<number>;
  protected abstract normalAt(at: Vector): Vector;

  hit(ray: Ray): Hit | null {
    for (const distance of this.crossings(ray)) {
      if (distance < NEAREST) continue;
      const at = ray.from.add(ray.direction.scale(distance));
      return { distance, at, normal: this.normalAt(at), shape: this };
    }
    return null;
  }
}

export class Sphere extends Shape {
  readonly #center: Vector;
  readonly #radius: number;

  constructor(center: Vector, radius: number, material: Material) {
    super(material);
    this.#center = center;
    this.#radius = radius;
  }

  protected crossings({ from, direction }: Ray): number[] {
    const offset = from.minus(this.#center);
    const b = offset.dot(direction);
    const rest = b * b - offset.dot(offset) + this.#radius ** 2;
    if (rest < 0) return [];
    const root = Math.sqrt(rest);
    return [-b - root, -b + root];
  }

  protected normalAt(at: Vector): Vector {
    return at.minus(this.#center).scale(1 / this.#radius);
  }
}

export class Floor extends Shape {
  readonly #height: number;

  constructor(height: number, material: Material) {
    super(material);
    this.#height = height;
  }

  protected *crossings({ from, direction }: Ray): Generator<number> {
    if (direction.y !== 0) yield (this.#height - from.y) / direction.y;
  }

  protected normalAt(): Vector {
    return vec(0, 1, 0);
  }
}

/** A box along the axes. */
export class Box extends Shape {
  readonly #low: Vector;
  readonly #high: Vector;

  constructor(low: Vector, high: Vector, material: Material) {
    super(material);
    this.#low = low;
    this.#high = high;
  }

  protected crossings({ from, direction }: Ray): number[] {
    let [enter, leave] = [-Infinity, Infinity];
    for (const axis of ["x", "y", "z"] as const) {
      const a = (this.#low[axis] - from[axis]) / direction[axis];
      const b = (this.#high[axis] - from[axis]) / direction[axis];
      enter = Math.max(enter, Math.min(a, b));
      leave = Math.min(leave, Math.max(a, b));
    }
    return enter <= leave ? [enter, leave] : [];
  }

  protected normalAt(at: Vector): Vector {
    for (const [axis, normal] of [
      ["x", vec(1, 0, 0)],
      ["y", vec(0, 1, 0)],
      ["z", vec(0, 0, 1)],
    ] as const) {
      if (Math.abs(at[axis] - this.#low[axis]) < NEAREST) return normal.scale(-1);
      if (Math.abs(at[axis] - this.#high[axis]) < NEAREST) return normal;
    }
    return vec(0, 1, 0);
  }
}
