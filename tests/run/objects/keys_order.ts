// Integer keys come first in order, then strings as inserted.
const o: any = { b: 1, 2: "two", a: 2, 1: "one" };
o.c = 3;
o[0] = "zero";
delete o.b;
o.b = "again";
console.log(Object.keys(o), Object.values(o), Object.entries(o).length, o);
