const name = process.argv[2] ?? "./a.ts";
const m = await import(name);
console.log(m);
