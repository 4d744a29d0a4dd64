// What ./main.ts shows.
export function values(): unknown[] {
  return [new Date(0), /a+/g, 12n, new Uint16Array([1, 2]), new Proxy([1], {}), "b\u0301".normalize()];
}
