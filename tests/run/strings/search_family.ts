// indexOf, includes, startsWith and endsWith search from a position.
const s = "banana";
console.log(
  s.indexOf("an"),
  s.indexOf("an", 2),
  s.indexOf("x"),
  s.lastIndexOf("an"),
  s.lastIndexOf("an", 2),
  s.indexOf(""),
  s.indexOf("", 99),
);
console.log(
  s.includes("nan"),
  s.includes("nan", 3),
  s.startsWith("ban"),
  s.startsWith("nan", 2),
  s.endsWith("na"),
  s.endsWith("ban", 3),
  s.includes(""),
);
