// Namespaces export members, nest, merge and keep private ones private.
namespace Geometry {
  export const PI = 3;
  const hidden = "hidden";
  export let counter = 0;
  export function bump() {
    counter++;
    return hidden + counter;
  }
  export class Vec {
    constructor(
      public x: number,
      public y: number,
    ) {}
    len() {
      return Math.hypot(this.x, this.y);
    }
  }
  export namespace Deep {
    export const level = PI + 1;
    export function up() {
      return bump();
    }
  }
  export enum Axis {
    X,
    Y,
  }
  export interface Erased {
    a: number;
  }
}
console.log(Geometry.PI, Geometry.bump(), Geometry.bump(), Geometry.counter, (Geometry as any).hidden);
console.log(new Geometry.Vec(3, 4).len(), Geometry.Deep.level, Geometry.Deep.up(), Geometry.Axis[1]);
namespace Geometry {
  export const extra = PI * 2;
  export function both() {
    return extra + counter;
  }
}
console.log(Geometry.extra, Geometry.both(), Object.keys(Geometry).join());
function Tool(x: number) {
  return x * Tool.factor;
}
namespace Tool {
  export let factor = 3;
}
console.log(Tool(5), ((Tool.factor = 10), Tool(5)));
class Shape {
  area() {
    return Shape.Unit.size;
  }
}
namespace Shape {
  export const Unit = { size: 1 };
}
console.log(new Shape().area());
namespace A.B.C {
  export const v = "dotted";
}
console.log(A.B.C.v, A);
import Short = A.B.C;
console.log(Short.v);
namespace OnlyTypes {
  export type T = number;
  export interface I {}
}
const n: OnlyTypes.T = 4;
console.log(n, typeof Geometry);
namespace Live {
  export let x = 1;
  export const get = () => x;
  export const set = (v: number) => {
    x = v;
  };
  export const {
    a,
    b: [c],
  } = { a: 5, b: [6] };
}
Live.set(9);
console.log(Live.x, Live.get(), Live.a, Live.c);
Live.x = 12;
console.log(Live.get());
