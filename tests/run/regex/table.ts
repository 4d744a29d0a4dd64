// Every operation on regular expressions gives V8's results for odd patterns, flags and texts.
const texts = ["", "a", "abcabc", "Hello, World", "straße", "ΑΣ ΣΑΣ", "😀 emoji 👩", "aaa", "line1\nline2\r\nline3", "2020-01-15", "key=val;k2=v2", "K", "ſ"];
const patterns = ["a", "b+", "(a)(b)?", "[aeiou]", "\\w+", "\\s", "^.", "$", "(?<n>o)", "(?<y>\\d{4})-(?<m>\\d\\d)", "", "a|b|", "(a*)*", "(?=o)", "(?<=l)o", "[^a-z]", "\\b", "(\\w)\\1", "ß", "[Α-Ω]", "😀", "\\u{1F600}", ".", "(?:x)(x)?", "l{2}", "(?<!a)b", "[\\w-]+=", "(.)(.)?", "^line", "k"];
const show = (f: () => any) => { try { return f(); } catch (e: any) { return e.name + ": " + e.message; } };
for (const p of patterns) for (const f of ["", "g", "gi", "u", "gu", "y", "gm", "s", "d", "v"]) {
  const make = () => new RegExp(p, f);
  if (typeof show(make) === "string") { console.log(p, f, show(make)); continue; }
  for (const t of texts) { const re = make(); console.log(String(re), JSON.stringify(t), JSON.stringify([show(() => re.exec(t)), re.lastIndex, show(() => re.test(t)), re.lastIndex, show(() => t.match(make())), show(() => t.replace(make(), "[$1$<n>$&]")), show(() => t.split(make())), show(() => t.search(make())), show(() => Array.from(t.matchAll(make()), (m) => m.index))])); }
}
