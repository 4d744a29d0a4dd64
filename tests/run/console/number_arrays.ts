// Arrays of more than six numbers print in columns.
console.log([1, 2, 3, 4, 5, 6]);
console.log([1, 2, 3, 4, 5, 6, 7]);
console.log(Array.from({ length: 30 }, (_, i) => i * 11));
console.log(["a", "bb", "ccc", "dddd", "eeeee", "ffffff", "ggggggg"]);
