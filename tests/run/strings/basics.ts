// Strings index, slice, search and join as ordinary programs expect.
const s = "Hello, World";
console.log(s.length, s[0], s[99], s.at(-1), s.charAt(4), s.charAt(99) === "", s.charCodeAt(1), s.charCodeAt(99));
console.log(s.slice(7), s.slice(-5, -2), s.slice(3, 1) === "", s.substring(5, 2), s.substring(-3, 4), s.substr(-5, 3));
console.log(
  s.indexOf("o"),
  s.indexOf("o", 5),
  s.lastIndexOf("o"),
  s.indexOf("zz"),
  s.indexOf(""),
  s.indexOf("", 50),
  s.lastIndexOf(""),
  s.lastIndexOf("o", 4),
);
console.log(
  s.includes("World"),
  s.startsWith("Hell"),
  s.startsWith("World", 7),
  s.endsWith("ld"),
  s.endsWith("Hello", 5),
  s.includes("world"),
);
console.log(
  s.toUpperCase(),
  s.toLowerCase(),
  "  trim\t\n".trim() + "|",
  "  x ".trimStart() + "|",
  "  x ".trimEnd() + "|",
);
console.log(
  "ab".repeat(3),
  "x".repeat(0) === "",
  "5".padStart(3, "0"),
  "5".padEnd(4, "ab"),
  "long".padStart(2),
  "x".padStart(5, ""),
  "é".padStart(3) + "|",
);
console.log(
  "a,b,,c".split(","),
  "abc".split(""),
  "a,b,c".split(",", 2),
  "abc".split(),
  "".split(","),
  "".split(""),
  "a--b".split("--"),
);
console.log(
  "a".concat("b", 1 as any, null as any),
  ["x", "y"].join(""),
  "b" < "c",
  "a".localeCompare("b"),
  "b".localeCompare("a"),
  "a".localeCompare("a"),
);
console.log(
  "x-y-z".replace("-", "+"),
  "x-y-z".replaceAll("-", "+"),
  "abc".replace("b", "[$&$`$'$$]"),
  "aXbX".replaceAll("X", (m, off) => m + off),
  "abc".replace("", "_"),
  "abc".replaceAll("", "_"),
);
let built = "";
for (let i = 0; i < 5; i++) built += String.fromCharCode(97 + i) + i;
console.log(built);
console.log(
  [..."word"].reverse().join(""),
  "word".split("").sort().join(""),
  Array.from("abc", (c) => c.charCodeAt(0)),
);
console.log(
  "The quick brown fox"
    .split(" ")
    .map((w) => w[0].toUpperCase() + w.slice(1).toLowerCase())
    .join(" "),
  "camelCaseString".replace(/([A-Z])/g, "_$1").toLowerCase(),
);
for (const i in "ab" as any) console.log(i, typeof i);
const str = "immutable";
try {
  (str as any)[0] = "X";
} catch (e: any) {
  console.log(e.message);
}
console.log(str);
console.log(
  "a\tb\\n\"q\" 'single' \u0041\x42\u{43}",
  "it's",
  `back\`tick`,
  "line\
continued".length,
  "\0".length,
  "\v\f\b".length,
);
console.log("10" > "9", "abc" === "ab" + "c", typeof "x", "x" + 1 + 2, +"12" + 1, "3" * ("4" as any), `${1 + 1}${"a"}`);
const count = (t: string) => {
  const m = new Map<string, number>();
  for (const c of t) m.set(c, (m.get(c) ?? 0) + 1);
  return [...m]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([c, n]) => c + n)
    .join("");
};
console.log(count("mississippi"));
const pal = (t: string) => {
  const c = t.toLowerCase().replace(/[^a-z]/g, "");
  return c === [...c].reverse().join("");
};
console.log(pal("A man, a plan, a canal: Panama"), pal("nope"));
try {
  "x".repeat(-1);
} catch (e: any) {
  console.log(e.name, e.message);
}
try {
  "x".repeat(Infinity);
} catch (e: any) {
  console.log(e.message);
}
try {
  "x".includes(/x/ as any);
} catch (e: any) {
  console.log(e.message);
}
