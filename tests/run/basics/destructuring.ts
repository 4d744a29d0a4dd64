// Arrays and objects are taken apart, with defaults and rests.
const [a, b = 5, ...rest] = [1, undefined, 3, 4];
const {
  x,
  y: { z },
  w = "none",
} = { x: 1, y: { z: 2 } } as any;
console.log(a, b, rest, x, z, w);
function f({ id, name = "anon" }: { id: number; name?: string }): string {
  return id + ":" + name;
}
console.log(f({ id: 1 }), f({ id: 2, name: "bob" }));
