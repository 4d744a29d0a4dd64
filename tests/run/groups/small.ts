// A program that uses no group: strings, numbers, arrays by number, objects by name, JSON, Map, errors, promises.
const list = [3, 1, 2];
let total = 0;
for (let index = 0; index < list.length; index++) total += list[index];
list.sort((left, right) => left - right);
const point = { x: 1, y: "two", inner: { deep: [1.5, null, undefined] } };
console.log(total, list, point, JSON.stringify(point));
console.log("a-b-c".split("-"), "abc".replace("b", "x"), "abc".replaceAll("c", "y"), "x".padStart(3));
console.log(new Map([["k", new Set([1])]]), [..."hi"].entries().next(), Number("0x10"), (255).toString(16));
try {
  (undefined as any).missing;
} catch (error) {
  console.log((error as Error).message);
}
process.stdout.write("written\n");
await Promise.all([1, Promise.resolve(2)]).then((both) => console.log(both));
console.log("%s %d %o", "text", 4, { a: [1] });
