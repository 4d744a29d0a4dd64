// Unicode properties, v-flag sets, case folding and lookbehind match as V8 does.
console.log(
  "Ünïcode ελληνικά 日本 123 ٣".match(/\p{L}+/gu),
  "aA1_é".match(/[\p{Lu}\p{Nd}]/gu),
  /\p{Script=Greek}/u.test("α"),
  /\P{ASCII}/u.exec("abcé")![0],
  /\p{Emoji_Presentation}/u.test("😀"),
  "x😀y".replace(/\p{Emoji}/u, "E"),
  /^\p{Lowercase}+$/u.test("straße"),
);
console.log(
  /[\p{L}--[a-z]]/v.exec("abcD")![0],
  /[\w&&\d]/v.exec("a5")![0],
  /^\p{RGI_Emoji}$/v.test("👨‍👩‍👧"),
  /[[a-c]--b]/v.test("b"),
  /ſ/i.test("s"),
  /ſ/iu.test("s"),
  /\u212a/i.test("k"),
  /\u212a/iu.test("k"),
  /[^x]/iu.test("X"),
  /ß/i.test("ẞ"),
  /Σ/i.test("ς"),
  /[à-ü]/i.test("É"),
);
console.log(
  "2024-01-02".replace(/(?<y>\d+)-(?<m>\d+)-(?<d>\d+)/u, "$<d>/$<m>/$<y>"),
  "aXbX".split(/(?<=X)/),
  "1234567".replace(/\B(?=(\d{3})+(?!\d))/g, ","),
  /(?<=(\d+)(\d+))$/.exec("1053")!.slice(1),
  /(?<!a)b/.exec("abb")!.index,
  /\k<q>(?<q>x)/.exec("x")![0],
  /(?<q>a)\k<q>/.test("aa"),
  /(?:(?<v>\d)x|(?<v>\w)y)/.exec("ay")!.groups!.v,
);
console.log(
  /^(?:\+|-)?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test("-1.5e+10"),
  /^[\w.+-]+@[\w-]+\.[\w.]+$/.test("a.b+c@d-e.co.uk"),
  "a\u2028b".split(/^/m).length,
  /^\s+$/.test("\u00a0\ufeff\u2003"),
  /\w/.test("é"),
  /\W/u.test("é"),
  /[\s\S]/.test("\n"),
  /./.test("\u2028"),
  /(?i:a)b/.test("Ab"),
  /(?i:a)b/.test("AB"),
  /\u{61}/.test("u".repeat(61)),
  /\u{61}/u.test("a"),
);
const md = "# T\n**bold** and *it* `code` [l](http://x.y)";
console.log(
  md
    .replace(/^# (.*)$/m, "<h1>$1</h1>")
    .replace(/\*\*(.+?)\*\*/g, "<b>$1</b>")
    .replace(/\*(.+?)\*/g, "<i>$1</i>")
    .replace(/`([^`]+)`/g, "<c>$1</c>")
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>'),
);
const log = '10.0.0.1 - [x] "GET /a?b=1 HTTP/1.1" 200 512\n10.0.0.2 - [y] "POST /c HTTP/1.0" 404 0';
for (const { groups } of log.matchAll(
  /^(?<ip>[\d.]+) - \[(?<u>\w)\] "(?<verb>[A-Z]+) (?<path>\S+) [^"]*" (?<code>\d{3}) (?<size>\d+)$/gm,
))
  console.log(Object.values(groups!).join(" | "));
const u = /😀/gu;
u.lastIndex = 1;
console.log(
  u.exec("😀"),
  u.lastIndex,
  "😀😀".match(/\ud83d/g),
  "😀".match(/\ud83d/gu),
  /^[^x]$/u.test("😀"),
  /[😀-😃]/u.test("😂"),
  "a".codePointAt(0),
  /(?:)/gu[Symbol.replace]("😀a", "-"),
  [..."😀a".matchAll(/(?:)/gu)].map((m) => m.index),
);
let cat = 0;
for (let i = 0; i < 300; i++) if (/^(?:a|b|c)+\d$/.test("abc".repeat(i % 5) + (i % 10))) cat++;
console.log(
  cat,
  RegExp.prototype.toString.call({ source: "s", flags: "f" }),
  RegExp("x") instanceof RegExp,
  Object.keys(/x/),
);
