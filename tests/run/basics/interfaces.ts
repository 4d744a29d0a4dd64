// Interfaces, types and generics leave no trace.
interface Shape {
  area(): number;
}
type Pair<T> = [T, T];
class Square implements Shape {
  constructor(side: number) {
    this.side = side;
  }
  private side: number;
  area() {
    return this.side ** 2;
  }
}
const pair: Pair<Shape> = [new Square(2), { area: () => 1.5 }];
function total<S extends Shape>(shapes: S[]): number {
  return shapes.reduce((t, s) => t + s.area(), 0);
}
console.log(total(pair), (pair as unknown as any[]).length);
