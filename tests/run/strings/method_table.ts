// String methods give V8's results for every combination of odd receivers and arguments.
const texts = ["", "a", "abc", "abcabc", "  trim \t\n", "ÄÖÜß", "ΑΣ ΣΑΣ", "İstanbul", "日本語", "😀 x 👩", "a\u0301e\u0301", "ﬁ", "a,b,,c,", "\u00a0x\ufeff", "$&$1$$"];
const numbers: any[] = [0, 1, 3, -1, -5, 10, NaN, Infinity, undefined, 1.5, -0.5, null, "2"];
const parts = ["", "a", "b", "abc", " ", ",", "😀", "語", "$1"];
const patterns = ["X", "[$&]", "$$", "$`|$'", "$<n>", ""];
const show = (name: string, f: () => any) => { let r: any; try { r = f(); } catch (e: any) { r = e.name + ": " + e.message; } console.log(name, typeof r === "string" ? JSON.stringify(r) : r); };
for (const t of texts) {
  for (const m of ["at", "charAt", "charCodeAt", "codePointAt"] as const) show(m, () => numbers.map((n) => t[m](n)));
  for (const m of ["slice", "substring", "substr"] as const) show(m, () => numbers.map((n) => numbers.map((k) => t[m](n, k)).join("|")).join("/"));
  for (const m of ["indexOf", "lastIndexOf", "includes", "startsWith", "endsWith"] as const) show(m, () => parts.map((p) => [t[m](p), t[m](p, 1), t[m](p, -2), t[m](p, 99)].join()).join(" "));
  for (const m of ["trim", "trimStart", "trimEnd", "toUpperCase", "toLowerCase", "isWellFormed", "toWellFormed"] as const) show(m, () => t[m]());
  for (const f of ["NFC", "NFD", "NFKC", "NFKD"]) show(f, () => t.normalize(f).length);
  for (const p of parts) { show("split", () => t.split(p).join("~") + t.split(p, 2).length); show("pad", () => t.padStart(9, p) + t.padEnd(7, p)); for (const w of patterns) show("replace", () => t.replace(p, w) + " " + t.replaceAll(p, w)); }
  show("repeat", () => [0, 1, 2.9, "3"].map((n: any) => t.repeat(n)).join("|")); show("repeat -1", () => t.repeat(-1)); show("repeat Infinity", () => t.repeat(Infinity)); show("normalize", () => t.normalize("X")); show("spread", () => [...t].length);
}
