// Backtracking over bit masks and arrays counts queens.
function bits(n: number): number {
  const full = (1 << n) - 1;
  const go = (c: number, l: number, r: number): number => {
    if (c === full) return 1;
    let t = 0;
    for (let free = full & ~(c | l | r); free; free &= free - 1) {
      const b = free & -free;
      t += go(c | b, ((l | b) << 1) & full, (r | b) >> 1);
    }
    return t;
  };
  return go(0, 0, 0);
}
function arrays(n: number): number {
  const at: number[] = [];
  let t = 0;
  const place = (r: number): void => {
    if (r === n) {
      t++;
      return;
    }
    for (let c = 0; c < n; c++) {
      let ok = true;
      for (let p = 0; p < r && ok; p++) if (at[p] === c || Math.abs(at[p] - c) === r - p) ok = false;
      if (ok) {
        at[r] = c;
        place(r + 1);
      }
    }
  };
  place(0);
  return t;
}
console.log([4, 6, 8, 9].map(bits).join(), [4, 6, 8].map(arrays).join());
