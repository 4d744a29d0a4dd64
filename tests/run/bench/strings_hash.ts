// Hashing, reversing, slicing and searching strings character by character.
const md = (s: string) => {
  let a = 1,
    b = 0;
  for (let i = 0; i < s.length; i++) {
    a = (a + s.charCodeAt(i)) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
};
let text = "";
for (let i = 0; i < 30000; i++) text += String.fromCharCode(32 + ((i * 7919) % 95));
console.log(md(text), md(""), md("Wikipedia"));
let rev = "";
for (let i = text.length - 1; i >= 0; i--) rev += text[i];
console.log(md(rev), rev.length);
const crcT: number[] = [];
for (let n = 0; n < 256; n++) {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  crcT.push(c >>> 0);
}
let crc = 0xffffffff;
for (let i = 0; i < text.length; i++) crc = crcT[(crc ^ text.charCodeAt(i)) & 255] ^ (crc >>> 8);
console.log(((crc ^ 0xffffffff) >>> 0).toString(16));
let hits = 0;
for (let at = text.indexOf("a"); at >= 0; at = text.indexOf("a", at + 1)) hits++;
console.log(hits, text.split("a").length - 1);
const freq = new Array(128).fill(0);
for (const c of text) freq[c.charCodeAt(0)]++;
console.log(freq.filter((f) => f > 0).length, Math.max(...freq));
const lcs = (a: string, b: string) => {
  let prev = new Array(b.length + 1).fill(0);
  for (let i = 1; i <= a.length; i++) {
    const cur = [0];
    for (let j = 1; j <= b.length; j++)
      cur[j] = a[i - 1] === b[j - 1] ? prev[j - 1] + 1 : Math.max(prev[j], cur[j - 1]);
    prev = cur;
  }
  return prev[b.length];
};
console.log(
  lcs(text.slice(0, 300), rev.slice(0, 300)),
  [..."sortme".repeat(200)].sort().join("").slice(195, 205),
  text
    .slice(0, 50)
    .split("")
    .map((c) => c.charCodeAt(0).toString(16))
    .join("").length,
);
