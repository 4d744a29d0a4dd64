// slice, substring, substr, at and charAt cut by their own index rules.
const s = "abcdef";
for (const [a, b] of [
  [0, 3],
  [2, undefined],
  [-2, undefined],
  [4, 1],
  [-4, -1],
  [1, 99],
  [NaN, 2],
] as [number, number?][])
  console.log(s.slice(a, b), s.substring(a, b), s.substr(a, b));
console.log(
  s.at(0),
  s.at(-1),
  s.at(9),
  s.charAt(2),
  s.charAt(-1) === "",
  s[2],
  s[-1],
  s.charCodeAt(0),
  s.codePointAt(1),
);
