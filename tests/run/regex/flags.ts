// Flags change case, lines, dots, stickiness and code points.
console.log(
  /ABC/i.test("abc"),
  "a\nb".match(/^b/m)?.index,
  /a.b/.test("a\nb"),
  /a.b/s.test("a\nb"),
  /^.$/.test("😀"),
  /^.$/u.test("😀"),
);
const g = /o/g,
  y = /o/y;
console.log(
  g.test("foo"),
  g.lastIndex,
  g.test("foo"),
  g.lastIndex,
  g.test("foo"),
  g.lastIndex,
  y.test("foo"),
  y.lastIndex,
  g.flags,
  g.source,
  String(/a\/b/gi),
);
