// node:fs writes, reads, lists, renames and removes below a temporary folder.
import fs, { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { readFile, writeFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
const dir = mkdtempSync(path.join(os.tmpdir(), "roundtrip-"));
const f = path.join(dir, "a.txt");
try {
  writeFileSync(f, "héllo\n");
  fs.appendFileSync(f, "more");
  console.log(
    JSON.stringify(readFileSync(f, "utf8")),
    readFileSync(f).length,
    existsSync(f),
    existsSync(f + "x"),
    fs.statSync(f).size,
    fs.statSync(f).isFile(),
    fs.statSync(dir).isDirectory(),
  );
  fs.mkdirSync(path.join(dir, "sub", "deep"), { recursive: true });
  await writeFile(path.join(dir, "sub", "b.json"), JSON.stringify({ a: [1, 2] }));
  console.log(
    JSON.parse(await readFile(path.join(dir, "sub/b.json"), "utf8")),
    fs.readdirSync(dir).sort(),
    fs
      .readdirSync(dir, { withFileTypes: true })
      .map((e) => [e.name, e.isDirectory()])
      .sort(),
  );
  fs.renameSync(f, path.join(dir, "c.txt"));
  console.log(existsSync(f), fs.readdirSync(dir).sort());
  for (const g of [
    () => readFileSync(f),
    () => fs.mkdirSync(dir),
    () => fs.readdirSync(path.join(dir, "c.txt")),
    () => fs.rmdirSync(path.join(dir, "sub")),
    () => readFileSync(dir),
  ])
    try {
      g();
    } catch (e: any) {
      console.log(e.code, e.syscall, e.message.split(",")[0], e instanceof Error);
    }
  await readFile(path.join(dir, "none")).catch((e) => console.log(e.code));
  fs.unlinkSync(path.join(dir, "c.txt"));
  await rm(path.join(dir, "sub"), { recursive: true });
  console.log(fs.readdirSync(dir));
  fs.copyFileSync;
} finally {
  fs.rmSync(dir, { recursive: true, force: true });
}
console.log(existsSync(dir));
