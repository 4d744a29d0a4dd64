// node:path and the URL classes split, join and normalise.
import path from "node:path";
import { posix, join, basename } from "node:path";
console.log(
  join("a", "..", "b", "./c//d"),
  basename("/x/y.tar.gz", ".gz"),
  path.extname("f.ts"),
  path.extname(".rc"),
  path.extname("a."),
  path.dirname("/a/b/c"),
  path.dirname("x"),
  path.sep,
  path.delimiter,
  posix === path.posix,
);
console.log(
  path.normalize("/a/./b/../../c/"),
  path.isAbsolute("/x"),
  path.isAbsolute("x"),
  path.relative("/a/b/c", "/a/d"),
  path.resolve("/a", "b", "../c"),
  path.resolve("/a", "/b"),
  path.parse("/home/u/file.txt"),
  path.format({ dir: "/d", name: "n", ext: ".e" }),
  join(""),
  join("..", ".."),
  path.normalize(""),
  path.relative("/a", "/a"),
);
try {
  join(5 as any);
} catch (e: any) {
  console.log(e.name, e.code);
}
const u = new URL("https://user:pw@example.com:8080/a/b/../c?x=1&y=%20z&x=2#frag");
console.log(
  u.href,
  u.origin,
  u.host,
  u.port,
  u.pathname,
  u.search,
  u.hash,
  u.username,
  u.password,
  [...u.searchParams],
  u.searchParams.get("x"),
  u.searchParams.getAll("x"),
  String(u),
  JSON.stringify(u),
);
u.pathname = "/new path";
u.searchParams.append("é", "ü&");
u.port = "443";
u.hash = "";
console.log(u.href);
console.log(
  new URL("../x?q", "http://h/a/b/c").href,
  new URL("//other/p", "https://h").href,
  new URL("HTTP://EXAMPLE.com:80/%7Efoo/").href,
  URL.canParse("nope"),
  new URL("file:///a/b").pathname,
);
try {
  new URL("nope");
} catch (e: any) {
  console.log(e.name, e.code, e.message);
}
const p = new URLSearchParams("a=1&b=2&a=3");
p.set("a", "9");
p.delete("b");
p.append("c d", "e+f");
p.sort();
console.log(
  p.toString(),
  p.has("a"),
  p.size,
  new URLSearchParams({ k: "v w" }) + "",
  new URLSearchParams([["x", "y"]]).toString(),
  Object.fromEntries(p),
);
