// Pixels, and how they are written.

import type { Vector } from "./vector.ts";

export class Picture {
  readonly width: number;
  readonly height: number;
  readonly #pixels: number[] = [];

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  static draw(width: number, height: number, color: (x: number, y: number) => Vector): Picture {
    const picture = new Picture(width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const { x: r, y: g, z: b } = color(x, y);
        picture.#pixels.push(toByte(r), toByte(g), toByte(b));
      }
    }
    return picture;
  }

  /** The plain PPM form: a header and one line of numbers for each row. */
  *lines(): Generator<string> {
    yield "P3";
    yield `# drawn by raytracer, checksum ${this.checksum()}`;
    yield `${this.width} ${this.height}`;
    yield "255";
    const perRow = this.width * 3;
    for (let at = 0; at < this.#pixels.length; at += perRow) yield this.#pixels.slice(at, at + perRow).join(" ");
  }

  checksum(): string {
    let hash = 0x811c9dc5;
    for (const byte of this.#pixels) hash = Math.imul(hash ^ byte, 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, "0");
  }
}

function toByte(light: number): number {
  // Screens show the square of what they are told, nearly.
  return Math.round(255 * Math.sqrt(Math.min(1, Math.max(0, light))));
}
