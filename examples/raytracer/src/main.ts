// Draws the scene and writes it to standard output. Arguments: width, height, samples per side of a pixel.

import { Camera } from "./camera.ts";
import { chessboard, gradient, plain, stripes } from "./materials.ts";
import { Picture } from "./picture.ts";
import { Scene, type Lamp } from "./scene.ts";
import { Box, Floor, type Shape, Sphere } from "./shapes.ts";
import { vec, Vector } from "./vector.ts";

function readNumber(text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback);
  if (!Number.isInteger(value) || value < 1 || value > 4096) {
    console.error(`raytracer: ${text} is not a size between 1 and 4096`);
    process.exit(2);
  }
  return value;
}

function build(): Scene {
  const shapes: Shape[] = [
    new Floor(0, chessboard(plain("dddddd", { mirror: 0.15 }), plain("333344", { mirror: 0.25 }))),
    new Sphere(vec(0, 1, 0), 1, plain("eeeeee", { mirror: 0.7, shine: 0.8, hardness: 80 })),
    new Sphere(vec(-2.1, 0.8, 0.6), 0.8, plain("d03030", { mirror: 0.1, shine: 0.6, hardness: 40 })),
    new Sphere(vec(1.3, 0.45, 1.9), 0.45, plain("f4fff8", { refraction: 1.45, shine: 0.9, hardness: 120 })),
    new Sphere(
      vec(-0.9, 0.35, 1.8),
      0.35,
      stripes(plain("2050c0", { shine: 0.3, hardness: 15 }), plain("f0e060"), 0.14),
    ),
    new Box(vec(1.6, 0, -1.4), vec(2.8, 1.5, -0.2), gradient("108040", "c0ffb0", 0, 1.5)),
  ];
  for (let i = 0; i < 7; i++) {
    const angle = (i / 7) * 2 * Math.PI;
    const color = [vec(1, 0, 0), vec(0, 1, 0), vec(0, 0, 1)].reduce(
      (mixed, base, part) => mixed.add(base.scale(0.5 + 0.5 * Math.cos(angle - (part * 2 * Math.PI) / 3))),
      Vector.zero,
    );
    shapes.push(
      new Sphere(vec(3.4 * Math.cos(angle), 0.2, 3.4 * Math.sin(angle)), 0.2, () => ({
        color,
        mirror: 0.05,
        shine: 0.5,
        hardness: 30,
        refraction: 0,
      })),
    );
  }
  const lamps: Lamp[] = [
    { at: vec(-4, 6, 5), color: vec(0.8, 0.78, 0.7) },
    { at: vec(5, 3, 4), color: vec(0.2, 0.22, 0.3) },
  ];
  return new Scene(shapes, lamps);
}

const [width = 48, height = 36, samples = 2] = process.argv.slice(2).map((text) => readNumber(text, 1));
const scene = build();
const camera = new Camera(vec(1.2, 2.2, 6.5), vec(0, 0.7, 0));
const side = Math.min(width, height);

const picture = Picture.draw(width, height, (px, py) => {
  let sum = Vector.zero;
  for (let sy = 0; sy < samples; sy++) {
    for (let sx = 0; sx < samples; sx++) {
      const x = (2 * (px + (sx + 0.5) / samples) - width) / side;
      const y = (height - 2 * (py + (sy + 0.5) / samples)) / side;
      sum = sum.add(scene.color(camera.ray(x, y)));
    }
  }
  return sum.scale(1 / samples ** 2);
});

for (const line of picture.lines()) console.log(line);
console.error(
  Object.entries(scene.statistics)
    .map(([name, count]) => `${count} ${name}`)
    .join(", "),
);
