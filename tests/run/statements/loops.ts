// for, while, do-while, for-in and for-of run their bodies in order.
const out: (string | number)[] = [];
for (let i = 0; i < 5; i++) {
  if (i === 1) continue;
  if (i === 4) break;
  out.push(i);
}
let n = 3;
while (n > 0) out.push("w" + n--);
do {
  out.push("d" + n++);
} while (n < 2);
for (const v of [10, 20]) out.push(v);
for (const c of "aé😀") out.push(c);
for (const k in { b: 1, a: 2, 1: 3, 0: 4 }) out.push(k);
for (const i in ["x", "y"]) out.push(typeof i + i);
console.log(out.join(" "));
let total = 0;
for (let i = 0, j = 10; i < j; i++, j--) total += i * j;
console.log(total);
for (let i = 10; i--;) total -= i;
console.log(total);
let k = 0;
for (;;) {
  if (++k > 5) break;
}
console.log(k);
for (const [key, value] of Object.entries({ p: 1, q: 2 })) console.log(key, value);
for (const {
  id,
  tags: [first],
} of [
  { id: 1, tags: ["t"] },
  { id: 2, tags: [] as string[] },
])
  console.log(id, first);
let target: any = {};
for (target.x of [1, 2, 3]);
console.log(target.x);
const proto = { inherited: 1 };
const child = Object.create(proto);
child.own = 2;
const keys: string[] = [];
for (const key in child) keys.push(key);
console.log(keys);
for (const key in null as any) console.log("never", key);
for (const key in undefined as any) console.log("never", key);
const arr = [1, 2, 3];
for (const v of arr) {
  if (v < 3) arr.push(v + 10);
  if (arr.length > 6) break;
}
console.log(arr.join());
