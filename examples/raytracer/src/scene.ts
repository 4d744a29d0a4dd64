// Bodies and lamps together, and the colour a ray brings back.

import type { Hit, Ray, Shape } from "./shapes.ts";
import { vec, Vector } from "./vector.ts";

export interface Lamp {
  readonly at: Vector;
  readonly color: Vector;
}

export interface Statistics {
  rays: number;
  shadows: number;
  reflections: number;
  refractions: number;
}

export class Scene {
  readonly statistics: Statistics = { rays: 0, shadows: 0, reflections: 0, refractions: 0 };
  readonly #shapes: readonly Shape[];
  readonly #lamps: readonly Lamp[];
  readonly #ambient: Vector;

  constructor(shapes: readonly Shape[], lamps: readonly Lamp[], ambient = vec(0.12, 0.12, 0.16)) {
    this.#shapes = shapes;
    this.#lamps = lamps;
    this.#ambient = ambient;
  }

  color(ray: Ray, depth = 0): Vector {
    this.statistics.rays++;
    const hit = this.#nearest(ray);
    if (!hit) return this.#sky(ray.direction);
    const surface = hit.shape.material(hit.at);
    const inside = hit.normal.dot(ray.direction) > 0;
    const normal = inside ? hit.normal.scale(-1) : hit.normal;
    let color = inside ? Vector.zero : this.#lit(hit, normal, ray);
    if (depth >= 4) return color;
    if (surface.refraction > 0) {
      const through = ray.direction.refract(normal, inside ? surface.refraction : 1 / surface.refraction);
      this.statistics.refractions++;
      const direction = through ?? ray.direction.reflect(normal);
      return color.mix(this.color({ from: hit.at, direction: direction.unit }, depth + 1).times(surface.color), 0.85);
    }
    if (surface.mirror > 0) {
      this.statistics.reflections++;
      const mirrored = this.color({ from: hit.at, direction: ray.direction.reflect(normal).unit }, depth + 1);
      // A surface seen along itself mirrors more: Schlick's approximation.
      const grazing = (1 + normal.dot(ray.direction)) ** 5;
      color = color.mix(mirrored, surface.mirror + (1 - surface.mirror) * grazing);
    }
    return color;
  }

  #lit({ at, shape }: Hit, normal: Vector, ray: Ray): Vector {
    const { color, shine, hardness } = shape.material(at);
    let light = this.#ambient.times(color);
    for (const lamp of this.#lamps) {
      const towards = lamp.at.minus(at);
      const direction = towards.unit;
      const facing = normal.dot(direction);
      if (facing <= 0 || this.#isShadowed({ from: at, direction }, towards.length)) continue;
      light = light.add(color.times(lamp.color).scale(facing));
      const highlight = ray.direction.reflect(normal).dot(direction);
      if (shine > 0 && highlight > 0) light = light.add(lamp.color.scale(shine * highlight ** hardness));
    }
    return light;
  }

  #isShadowed(ray: Ray, limit: number): boolean {
    this.statistics.shadows++;
    return this.#shapes.some((shape) => {
      const hit = shape.hit(ray);
      return hit !== null && hit.distance < limit && shape.material(hit.at).refraction === 0;
    });
  }

  #nearest(ray: Ray): Hit | null {
    let nearest: Hit | null = null;
    for (const shape of this.#shapes) {
      const hit = shape.hit(ray);
      if (hit && (!nearest || hit.distance < nearest.distance)) nearest = hit;
    }
    return nearest;
  }

  #sky({ y }: Vector): Vector {
    return vec(0.95, 0.85, 0.75).mix(vec(0.25, 0.45, 0.8), Math.sqrt(Math.max(0, y)));
  }
}
