// import.meta tells the entry from the imported module and names its file.
import { url, dir, isMain } from "./other.ts";
console.log(
  import.meta.main,
  isMain,
  import.meta.url.endsWith("/import_meta/main.ts"),
  import.meta.url.startsWith("file:///"),
  import.meta.filename.endsWith("main.ts"),
  import.meta.dirname.endsWith("import_meta"),
  url.endsWith("/other.ts"),
  dir === import.meta.dirname,
  typeof import.meta,
  Object.getPrototypeOf(import.meta),
);
(import.meta as any).custom = 5;
console.log((import.meta as any).custom, typeof this);
