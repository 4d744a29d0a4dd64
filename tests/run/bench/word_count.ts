// Splitting, lower-casing, counting and sorting words of generated text.
const stems =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega".split(
    " ",
  );
let s = 99;
const next = () => (s = (Math.imul(s, 1664525) + 1013904223) >>> 0);
const words: string[] = [];
for (let i = 0; i < 40000; i++) {
  const w = stems[next() % stems.length] + (next() % 5 ? "" : stems[next() % 7]);
  words.push(next() % 3 ? w : w[0].toUpperCase() + w.slice(1));
}
const text = words.join(" ") + ".";
const counts = new Map<string, number>();
for (const w of text.toLowerCase().split(/[^a-z]+/)) if (w) counts.set(w, (counts.get(w) ?? 0) + 1);
console.log(text.length, counts.size, [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 5));
const obj: Record<string, number> = {};
text.replace(/\b[A-Z]\w*/g, (w) => {
  obj[w] = (obj[w] || 0) + 1;
  return w;
});
console.log(
  Object.keys(obj).length,
  Object.values(obj).reduce((a, b) => a + b),
  Object.keys(obj).sort().slice(0, 4).join(),
);
let vowels = 0;
for (let i = 0; i < text.length; i++) {
  const c = text.charCodeAt(i);
  if (c === 97 || c === 101 || c === 105 || c === 111 || c === 117) vowels++;
}
console.log(vowels, text.indexOf("Omegaalpha"), text.lastIndexOf("psi"));
