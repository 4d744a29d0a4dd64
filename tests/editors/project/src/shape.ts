/** What has an area. */
export interface Shape {
  area(): number;
}

export class Square implements Shape {
  constructor(readonly side: number) {}
  area(): number {
    return this.side * this.side;
  }
}

/** The sum of all areas, times the factor. */
export function total(shapes: Shape[], factor: number): number {
  let sum = 0;
  for (const shape of shapes) sum += shape.area() * factor;
  return sum;
}
