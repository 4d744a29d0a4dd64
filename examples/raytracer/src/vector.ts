// Points, directions and colours: three numbers.

export class Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;

  static readonly zero = new Vector(0, 0, 0);
  static readonly one = new Vector(1, 1, 1);

  constructor(x: number, y: number, z: number) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  static hex(code: string): Vector {
    const [r, g, b] = code.match(/[0-9a-f]{2}/gi)!.map((part) => parseInt(part, 16) / 255);
    return new Vector(r, g, b);
  }

  add(o: Vector): Vector {
    return new Vector(this.x + o.x, this.y + o.y, this.z + o.z);
  }

  minus(o: Vector): Vector {
    return new Vector(this.x - o.x, this.y - o.y, this.z - o.z);
  }

  scale(by: number): Vector {
    return new Vector(this.x * by, this.y * by, this.z * by);
  }

  times(o: Vector): Vector {
    return new Vector(this.x * o.x, this.y * o.y, this.z * o.z);
  }

  dot(o: Vector): number {
    return this.x * o.x + this.y * o.y + this.z * o.z;
  }

  cross(o: Vector): Vector {
    return new Vector(this.y * o.z - this.z * o.y, this.z * o.x - this.x * o.z, this.x * o.y - this.y * o.x);
  }

  get length(): number {
    return Math.sqrt(this.dot(this));
  }

  get unit(): Vector {
    return this.scale(1 / this.length);
  }

  mix(o: Vector, share: number): Vector {
    return this.scale(1 - share).add(o.scale(share));
  }

  reflect(normal: Vector): Vector {
    return this.minus(normal.scale(2 * this.dot(normal)));
  }

  /** The direction after entering a denser or thinner medium, or null for total reflection. */
  refract(normal: Vector, ratio: number): Vector | null {
    const cosine = -this.dot(normal);
    const rest = 1 - ratio * ratio * (1 - cosine * cosine);
    return rest < 0 ? null : this.scale(ratio).add(normal.scale(ratio * cosine - Math.sqrt(rest)));
  }
}

export const vec = (x: number, y: number, z: number): Vector => new Vector(x, y, z);
