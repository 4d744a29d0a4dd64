// Objects have properties that can be read, written and added.
const p: { x: number; y: number; name?: string } = { x: 1, y: 2 };
p.x = 10;
p.name = "point";
p["y"] += 5;
console.log(p.x, p.y, p.name, p);
const q = { p, list: [1, 2], inner: { deep: true } };
console.log(q.p === p, q.inner.deep, q);
console.log({}, { a: "text", b: null, c: undefined });
