// What surfaces are made of.

import { Vector } from "./vector.ts";

export interface Surface {
  readonly color: Vector;
  /** Share of the light that is mirrored, 0 to 1. */
  readonly mirror: number;
  /** Strength and sharpness of highlights. */
  readonly shine: number;
  readonly hardness: number;
  /** Refractive index of a transparent body, 0 for an opaque one. */
  readonly refraction: number;
}

export type Material = (at: Vector) => Surface;

const defaults: Surface = { color: Vector.one, mirror: 0, shine: 0, hardness: 1, refraction: 0 };

export const plain = (code: string, options: Partial<Surface> = {}): Material => {
  const surface = { ...defaults, ...options, color: Vector.hex(code) };
  return () => surface;
};

export const chessboard = (a: Material, b: Material, size = 1): Material => {
  return (at) => ((Math.floor(at.x / size) + Math.floor(at.z / size)) & 1 ? a(at) : b(at));
};

export const stripes = (a: Material, b: Material, size = 0.25): Material => {
  return (at) => (Math.abs(Math.floor(at.y / size)) % 2 === 0 ? a(at) : b(at));
};

export const gradient = (from: string, to: string, low: number, high: number): Material => {
  const [a, b] = [Vector.hex(from), Vector.hex(to)];
  return ({ y }) => ({
    ...defaults,
    shine: 0.2,
    hardness: 20,
    color: a.mix(b, Math.min(1, Math.max(0, (y - low) / (high - low)))),
  });
};
