export enum Color {
  Red,
  Green,
  Blue = 7,
}
export const enum Level {
  Low = 1,
  High = Low << 3,
  Name = "nm",
}
export namespace Util {
  export const twice = (n: number) => n * 2;
  export namespace deep {
    export const v = "deep v";
  }
  export class Box {
    constructor(public v: number) {}
  }
}
