// Labelled break and continue leave exactly the loops or blocks they name.
const log: string[] = [];
outer: for (let i = 0; i < 4; i++) {
  inner: for (let j = 0; j < 4; j++) {
    if (j === 2) continue outer;
    if (i === 2) break outer;
    if (i === 1 && j === 0) continue inner;
    log.push(`${i}${j}`);
  }
}
console.log(log.join(" "));
block: {
  console.log("in block");
  if (log.length > 0) break block;
  console.log("not reached");
}
function find(grid: number[][], wanted: number): string {
  let where = "none";
  search: for (const [r, row] of grid.entries()) {
    for (const [c, cell] of row.entries()) {
      if (cell === wanted) {
        where = `${r},${c}`;
        break search;
      }
    }
  }
  return where;
}
console.log(
  find(
    [
      [1, 2],
      [3, 4],
    ],
    3,
  ),
  find([[1]], 9),
);
let i = 0;
a: b: while (true) {
  i++;
  switch (i) {
    case 1:
      continue a;
    case 2:
      continue b;
    case 5:
      break a;
    default:
      break;
  }
  console.log("after switch", i);
}
loop: do {
  i--;
  if (i % 2) continue loop;
  console.log("even", i);
} while (i > 0);
x: {
  y: {
    try {
      break x;
    } finally {
      console.log("finally on the way");
    }
  }
}
sw: switch (1) {
  case 1:
    for (;;) {
      break sw;
    }
}
console.log("done");
