// Assigning to a const throws a TypeError when it runs, not before.
const c = 1;
const list = [1];
let reached = "before";
try {
  reached = "inside";
  // @ts-ignore
  c = 2;
  reached = "after";
} catch (e: any) {
  console.log(reached, e instanceof TypeError, e.message);
}
try {
  (c as any)++;
} catch (e: any) {
  console.log(e.message);
}
try {
  (c as any) += list.push(2);
} catch (e: any) {
  console.log(e.message, list.length);
}
try {
  for (const i = 0; i < 2; (i as any)++) console.log("round", i);
} catch (e: any) {
  console.log(e.message);
}
for (const i of [1, 2]) console.log(i);
list.push(9);
console.log(c, list);
