// Strings grow by concatenation, are compared, sliced and formatted in bulk.
let s = "";
for (let i = 0; i < 20000; i++) s += i % 10;
console.log(s.length, s.slice(9990, 10010), s.lastIndexOf("9"), s === s.slice(0), s.split("0").length);
let pre = "";
for (let i = 0; i < 1000; i++) pre = String.fromCharCode(97 + (i % 26)) + pre;
console.log(pre.length, pre.slice(0, 5), pre[999]);
const parts: string[] = [];
for (let i = 0; i < 1000; i++) parts.push(`${i}:${(i * i).toString(16)}`);
const joined = parts.join(";");
console.log(joined.length, joined.slice(-20), joined.split(";")[500]);
const table = [
  ["name", "qty", "price"],
  ["apple", 3, 1.5],
  ["kiwi", 12, 0.25],
];
for (const row of table)
  console.log(row.map((c, i) => (i === 0 ? String(c).padEnd(8) : String(c).padStart(6))).join("|"));
function wrap(text: string, width: number): string[] {
  const out: string[] = [];
  let line = "";
  for (const w of text.split(/\s+/)) {
    if (line.length + w.length + 1 > width && line) {
      out.push(line);
      line = w;
    } else line += (line ? " " : "") + w;
  }
  if (line) out.push(line);
  return out;
}
console.log(wrap("the quick brown fox jumps over the lazy dog and runs away", 16));
const rot13 = (t: string) =>
  t.replace(/[a-z]/gi, (c) =>
    String.fromCharCode((c <= "Z" ? 90 : 122) >= c.charCodeAt(0) + 13 ? c.charCodeAt(0) + 13 : c.charCodeAt(0) - 13),
  );
console.log(rot13("Hello, World!"), rot13(rot13("Hello, World!")));
const rle = (t: string) => {
  let o = "";
  for (let i = 0; i < t.length;) {
    let j = i;
    while (t[j] === t[i]) j++;
    o += (j - i > 1 ? j - i : "") + t[i];
    i = j;
  }
  return o;
};
console.log(rle("aaabccddddde"));
const lev = (a: string, b: string) => {
  const d = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array(b.length).fill(0)]);
  for (let j = 1; j <= b.length; j++) d[0][j] = j;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
  return d[a.length][b.length];
};
console.log(lev("kitten", "sitting"), lev("", "abc"));
const hash = (t: string) => {
  let h = 2166136261;
  for (let i = 0; i < t.length; i++) {
    h ^= t.charCodeAt(i);
    h = Math.imul(h, 16777619);
  }
  return (h >>> 0).toString(16).padStart(8, "0");
};
console.log(hash(""), hash("a"), hash(joined));
const b64c = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const b64 = (t: string) => {
  let o = "";
  for (let i = 0; i < t.length; i += 3) {
    const n = (t.charCodeAt(i) << 16) | ((t.charCodeAt(i + 1) || 0) << 8) | (t.charCodeAt(i + 2) || 0);
    o +=
      b64c[n >> 18] +
      b64c[(n >> 12) & 63] +
      (i + 1 < t.length ? b64c[(n >> 6) & 63] : "=") +
      (i + 2 < t.length ? b64c[n & 63] : "=");
  }
  return o;
};
console.log(b64("hello"), b64("hi!!"), b64("abc"));
const roman = (n: number) =>
  (
    [
      [1000, "M"],
      [900, "CM"],
      [500, "D"],
      [400, "CD"],
      [100, "C"],
      [90, "XC"],
      [50, "L"],
      [40, "XL"],
      [10, "X"],
      [9, "IX"],
      [5, "V"],
      [4, "IV"],
      [1, "I"],
    ] as [number, string][]
  ).reduce((o, [v, r]) => {
    while (n >= v) {
      o += r;
      n -= v;
    }
    return o;
  }, "");
console.log([1994, 2024, 3999, 4].map(roman).join());
const template = (t: string, d: Record<string, any>) =>
  t.replace(/\{\{(\w+)(?:\.(\w+))?\}\}/g, (_, a, b) => String(b ? d[a]?.[b] : d[a]));
console.log(template("{{a}} and {{b.c}} or {{none}}", { a: 1, b: { c: "x" } }));
let cmp = 0;
const words = joined.split(";");
for (let i = 1; i < words.length; i++) if (words[i] < words[i - 1]) cmp++;
console.log(cmp, new Set(words.map((w) => w.slice(-2))).size);
const csv = 'a,"b ""q"", c",d\n1,,"x\ny"';
const rows: string[][] = [[""]];
let q = false;
for (let i = 0; i < csv.length; i++) {
  const c = csv[i],
    r = rows[rows.length - 1];
  if (q) {
    if (c === '"' && csv[i + 1] === '"') {
      r[r.length - 1] += '"';
      i++;
    } else if (c === '"') q = false;
    else r[r.length - 1] += c;
  } else if (c === '"') q = true;
  else if (c === ",") r.push("");
  else if (c === "\n") rows.push([""]);
  else r[r.length - 1] += c;
}
console.log(rows);
