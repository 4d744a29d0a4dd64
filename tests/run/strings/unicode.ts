// Strings are UTF-16: surrogates, code points, normalisation and case mapping are exact.
const s = "a\u{1F600}é\u0301z";
console.log(
  s.length,
  [...s].length,
  s.codePointAt(1),
  s.codePointAt(2),
  s.charCodeAt(1).toString(16),
  s.codePointAt(99),
  String.fromCodePoint(0x1f600, 97),
  String.fromCharCode(0xd83d, 0xde00, 65601),
);
console.log(
  "\u{1F600}"[0] === "\uD83D",
  "\u{1F600}".split("").length,
  s.slice(0, 2).length,
  s.indexOf("z"),
  "\uD83D\uDE00" === "\u{1F600}",
);
const lone = "x\uD800y";
console.log(
  lone.length,
  lone.isWellFormed(),
  JSON.stringify(lone),
  lone.toWellFormed() === "x\uFFFDy",
  [...lone].map((c) => c.charCodeAt(0).toString(16)).join(),
  encodeURIComponent("é😀"),
  (() => {
    try {
      return encodeURIComponent(lone);
    } catch (e: any) {
      return e.name + " " + e.message;
    }
  })(),
);
console.log(
  "\u0065\u0301".normalize() === "\u00e9",
  "\u00e9".normalize("NFD").length,
  "ﬁ".normalize("NFKC"),
  "Å".normalize("NFC").length,
  (() => {
    try {
      "x".normalize("bad");
    } catch (e: any) {
      return e.message;
    }
  })(),
);
console.log(
  "straße".toUpperCase(),
  "İ".toLowerCase().length,
  "ΑΣ".toLowerCase(),
  "ǆ".toUpperCase(),
  "ÿ".toUpperCase(),
  "ﬃ".toUpperCase(),
  "i".toUpperCase(),
  "Ω".toLowerCase(),
  "𐐀".toLowerCase() === "𐐨",
);
console.log(
  "日本語".length,
  "日本語".slice(1),
  "日本語".split("").reverse().join(""),
  "日本語".padEnd(5, "*"),
  "ñandú".toUpperCase(),
  "Привет".toLowerCase(),
  "مرحبا".length,
);
console.log(
  "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}".length,
  [..."\u{1F468}\u200D\u{1F469}"].length,
  "🇫🇷".length,
  [..."🇫🇷"].map((c) => c.codePointAt(0)!.toString(16)),
);
console.log(
  "\u00a0\u2003\ufeff\u2028x\u3000".trim() === "x",
  "a\u200bb".trim().length,
  /\s/.test("\u00a0"),
  "\u180e".trim().length,
);
console.log(
  ["é", "z", "a", "Z", "ä", "\u{10000}", "\uFFFF"]
    .sort()
    .map((c) => c.codePointAt(0)!.toString(16))
    .join(),
  "\u{10000}" < "\uFFFF",
);
console.log(
  "abc😀".at(-1) === "\uDE00",
  "😀".at(0)!.length,
  "a😀b".replace("😀", "-"),
  "😀😀".replaceAll("😀", "x"),
  "a😀b".split("😀"),
  "😀".repeat(2).length,
  "x😀".lastIndexOf("😀"),
  "x😀".includes("\uD83D"),
);
let glued = "\uD83D";
glued += "\uDE00";
console.log(glued === "😀", glued.length, [...glued].length, glued);
console.log(
  Object.keys("😀a"),
  JSON.stringify("\u2028\u007f\u0000\x1f"),
  escape("é a+ü"),
  unescape("%E9%u0041"),
  encodeURI("a b/é?x=1#h"),
  decodeURIComponent("%F0%9F%98%80%20"),
  decodeURI("%2F%41"),
);
try {
  decodeURIComponent("%E9");
} catch (e: any) {
  console.log(e.name, e.message);
}
try {
  String.fromCodePoint(0x110000);
} catch (e: any) {
  console.log(e.name, e.message);
}
const tbl: Record<string, string> = { é: "e acute", 日: "sun", "😀": "grin" };
for (const k in tbl) console.log(k, tbl[k]);
const v日 = 1,
  ünï = 2,
  abc = 3;
console.log(v日 + ünï + abc);
