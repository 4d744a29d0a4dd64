// splice removes and inserts in place, slice and concat copy.
const a = [1, 2, 3, 4, 5];
console.log(a.slice(1, 3), a.slice(-2), a.splice(1, 2), a, a.splice(1, 0, 8, 9), a, a.splice(-1, 1, 7), a);
console.log(a.concat([1], 2), a.slice(), a.slice() === a, a.toSpliced(0, 1), a.with(0, 99), a);
