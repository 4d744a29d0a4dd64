// Arrays of arrays are shared by reference.
const grid = [
  [0, 0],
  [0, 0],
];
grid[1][0] = 5;
const copy = [...grid];
copy[0][1] = 7;
copy[1] = [9, 9];
console.log(grid, copy, grid.map((r) => r.join(" ")).join("\n"));
const same = new Array(2).fill([]);
same[0].push(1);
console.log(same, grid[0] === copy[0]);
