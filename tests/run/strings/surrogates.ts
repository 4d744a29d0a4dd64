// Strings with surrogate pairs and lone surrogates in every method that counts units or code points.
const s = "a😀b\u{1F468}\u200D\u{1F469}é"; const lone = "x\uD83Dy\uDE00z";
console.log(s.length, [...s].length, s.split("").length, Array.from(lone).length, s.at(-1), s.charAt(1) === "\uD83D", s.codePointAt(1), s.codePointAt(2), s.codePointAt(99));
console.log(s.slice(1, 3), s.substring(3, 1), s.substr(-1), s.indexOf("😀"), s.lastIndexOf("\uDE00"), s.includes("\uDE00"), s.search(/\uDE00/), s.search(/\uDE00/u));
console.log(lone.isWellFormed(), lone.toWellFormed(), s.isWellFormed(), JSON.stringify(lone), JSON.stringify("\uD83D\uDE00"), encodeURIComponent(s));
try { encodeURIComponent(lone); } catch (e: any) { console.log(e.name, e.message); }
try { decodeURIComponent("%F0%9F"); } catch (e: any) { console.log(e.name, e.message); }
console.log("😀".padStart(5, "ab"), "x".padEnd(4, "😀") === "x😀\uD83D", "😀".repeat(2), "İ".toLowerCase().length, "ß".toUpperCase(), "ΑΣ".toLowerCase(), "ﬁ".toUpperCase(), "ŉ".toUpperCase());
console.log("😀a".split(/(?:)/u), "😀a".replace(/./gu, "[$&]"), "😀a".replace(/./g, "-"), [..."a😀".matchAll(/./gu)].map((m) => m.index), "é".normalize("NFD").length, "e\u0301".normalize() === "é");
console.log(String.fromCodePoint(128512, 97, 0x10FFFF).length); try { String.fromCodePoint(1.5); } catch (e: any) { console.log(e.message); } try { String.fromCodePoint(-1); } catch (e: any) { console.log(e.message); } try { "a".normalize("x"); } catch (e: any) { console.log(e.message); } try { "a".repeat(-1); } catch (e: any) { console.log(e.message); } try { "a".repeat(2 ** 30); } catch (e: any) { console.log(e.message); }
console.log(["😀", "\uFFFF", "z", "a"].sort(), "😀" > "\uFFFF", "a".localeCompare("b"), "a".localeCompare("A"), "é".localeCompare("f"), ["ä", "a", "z", "Z", "A"].sort((x, y) => x.localeCompare(y)));
console.log([lone], [s], { k: lone }, "\u0000\u0007\b\t\n\v\f\r\x1b\x7f\u0085\u2028'\"`\\".length, ["\u0000\u0007\b\t\n\v\f\r\x1b\x7f\u0085\u2028"], ["it's"], ['say "hi"'], ["both ' and \""], ["all ' \" `"]);
console.log("abc".replace("b", "$$-$&-$`-$'"), "abc".replaceAll(/(?<n>b)/g, "<$<n>$1$2>"), "aaa".replace(/a/g, (m, o) => m + o), "x".replace("x", "$0$1"), "abcabc".replaceAll("b", () => "$&"), "abc".replaceAll("", "-"));
try { "a".replaceAll(/a/, ""); } catch (e: any) { console.log(e.message); } try { "a".matchAll(/a/ as any); } catch (e: any) { console.log(e.message); } try { "a".startsWith(/a/ as any); } catch (e: any) { console.log(e.message); }
console.log("a,b,,c".split(",", 2), "abc".split(""), "".split(""), "".split(","), "a1b2".split(/\d/), "a1b2".split(/(\d)/), "abc".split(undefined as any), "ab".split(/b?/), " \u00a0\ufeff x ".trim().length, "\u180e x".trim().length);
console.log("abcdef".at(-7), "abc".concat(1 as any, null as any), "abc".localeCompare("abd"), "a-b_c".split(/[-_]/), "tEST".charAt(0).toUpperCase() + "tEST".slice(1).toLowerCase(), `${[1, [2, 3]]}`, `${{}}`, String(Symbol("d")), String([null, undefined, 1]), `${() => 1}`.length > 0);
