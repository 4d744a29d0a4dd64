// Floating-point loops draw the Mandelbrot set in characters.
const chars = " .:-=+*#%@";
let total = 0;
for (let y = -12; y <= 12; y++) {
  let line = "";
  for (let x = -39; x <= 20; x++) {
    const cr = x / 20,
      ci = y / 10;
    let zr = 0,
      zi = 0,
      n = 0;
    while (n < 200 && zr * zr + zi * zi < 4) {
      const t = zr * zr - zi * zi + cr;
      zi = 2 * zr * zi + ci;
      zr = t;
      n++;
    }
    total += n;
    line += chars[n === 200 ? 9 : n % 9];
  }
  console.log(line.trimEnd());
}
console.log(total);
