// Case, trimming, padding, repetition and replacement make new strings.
const s = "  Mixed Case  ";
console.log(`[${s.trim()}] [${s.trimStart()}] [${s.trimEnd()}] ${s.toUpperCase()}${s.toLowerCase()}`, s.length);
console.log(
  "7".padStart(3, "0"),
  "7".padEnd(3, "ab"),
  "ab".repeat(3),
  "a-b-a".replace("a", "x"),
  "a-b-a".replaceAll("a", "x"),
  "abc".concat("d", "e"),
);
