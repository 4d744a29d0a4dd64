// Where the picture is seen from: pixels to rays.

import type { Ray } from "./shapes.ts";
import { vec, Vector } from "./vector.ts";

export class Camera {
  readonly #from: Vector;
  readonly #forward: Vector;
  readonly #right: Vector;
  readonly #up: Vector;

  constructor(from: Vector, to: Vector, zoom = 1.5) {
    this.#from = from;
    const forward = to.minus(from).unit;
    this.#right = forward.cross(vec(0, 1, 0)).unit;
    this.#up = this.#right.cross(forward);
    this.#forward = forward.scale(zoom);
  }

  /** `x` and `y` run from -1 to 1 over the shorter side of the picture. */
  ray(x: number, y: number): Ray {
    const direction = this.#forward.add(this.#right.scale(x)).add(this.#up.scale(y)).unit;
    return { from: this.#from, direction };
  }
}
