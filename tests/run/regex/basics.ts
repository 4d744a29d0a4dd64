// Regular expression literals test, exec, match and keep lastIndex.
const d = /(\d+)-(\d+)/;
const m = d.exec("tel 12-345 and 6-7")!;
console.log(m[0], m[1], m[2], m.index, m.input, m.length, m.groups, m);
console.log(
  d.test("x"),
  d.exec("none"),
  "a1b22".match(/\d/),
  "a1b22".match(/\d+/g),
  "abc".match(/\d/g),
  "a1b22".search(/\d\d/),
  "abc".search(/z/),
);
const g = /a(.)/g;
let r;
const found: string[] = [];
while ((r = g.exec("ab ac ad"))) found.push(r[1] + r.index + "/" + g.lastIndex);
console.log(found, g.lastIndex);
const y = /b/y;
console.log(y.test("ab"), y.lastIndex, ((y.lastIndex = 1), y.test("ab")), y.lastIndex, y.test("ab"));
const gt = /x/g;
console.log(gt.test("xx"), gt.test("xx"), gt.test("xx"), gt.test("xx"));
const named = /(?<year>\d{4})-(?<month>\d\d)(?:-(?<day>\d\d))?/.exec("on 2024-05!")!;
console.log(named.groups, named.groups!.year, named.groups!.day, { ...named.groups });
const { groups: { a, b } = {} } = /(?<a>x)(?<b>y)?/.exec("x") as any;
console.log(a, b);
console.log(
  [..."k1=v1;k2=v2".matchAll(/(\w+)=(\w+)/g)].map((x) => [x.index, x[1], x[2]]),
  "aBc".match(/b/i)![0],
  "a\nb".match(/^b$/m)![0],
  /a.c/.test("a\nc"),
  /a.c/s.test("a\nc"),
  /\u{1F600}/u.test("😀"),
  "😀".match(/./u)![0].length,
  "😀".match(/./)![0].length,
  /^.$/u.test("😀"),
);
console.log(
  "one two".replace(/(\w+) (\w+)/, "$2 $1 $& $` $' $$ $3 $0"),
  "aaa".replace(/a/g, "b"),
  "aaa".replace(/a/, () => "$&"),
  "x1y2".replace(/\d/g, (c) => String(+c * 2)),
  "John Smith".replace(/(?<f>\w+) (?<l>\w+)/, "$<l>, $<f>"),
  "abc".replace(/(b)(z)?/, (mm, p1, p2, off, s) => [mm, p1, p2, off, s].join("|")),
  "a.b.c".replaceAll(/\./g, "-"),
  "abc".replace(/(?:)/g, "-"),
  "price 5".replace(/(?<n>\d)/, (...args) => JSON.stringify(args.at(-1))),
);
console.log(
  "a, b;c".split(/[,;]\s*/),
  "a1b2c".split(/(\d)/),
  "abc".split(/(?:)/),
  "".split(/x/),
  "abc".split(/b/, 1),
  "a1b2".split(/\d/),
  "test".split(/(t)(e)?/),
);
console.log(
  /a|ab/.exec("abc")![0],
  /(a+)+b/.test("aaab"),
  /((a)|(b))+/.exec("ab"),
  /(z)((a+)?(b+)?(c))*/.exec("zaacbbbcac"),
  /(?=(a+))a*b\1/.exec("baaabac"),
  /(?!foo)...bar/.exec("foobar xyzbar")![0],
  /(?<=\$)\d+/.exec("cost $42")![0],
  /(?<!\$)\b\d+/.exec("$42 17")![0],
);
const e = /[/\]"']+(?:\/)\//gi;
console.log(
  e.source,
  e.flags,
  e.toString(),
  String(new RegExp("a/b\n", "gm")),
  new RegExp("").source,
  new RegExp(/x/g, "i").flags,
  /x/dgimsuy.flags,
  e.global,
  e.ignoreCase,
  e.multiline,
  /x/ instanceof RegExp,
  typeof /x/,
  [/a/g, /b/],
);
console.log(
  "aBC".replace(/[A-Z]/g, (c) => "_" + c.toLowerCase()),
  "x".replace(/x/, "$1"),
  /\bfoo\b/.test("a foo b"),
  /[^\w\s]/.exec("ab c!")![0],
  /\x41\u0042\cJ?\t?/.test("AB"),
  /^[\d.]+$/.test("1.2.3"),
  /a{2,3}?/.exec("aaaa")![0],
  /a{2,}/.exec("aaaa")![0],
  /a{,3}/.test("a{,3}"),
  /\0/.test("\0"),
  /[\b]/.test("\b"),
);
for (const bad of ["(", "[", "a**", "\\", "(?<a>x)(?<a>y)", "x{2,1}", "(?<n", "[b-a]", "*"])
  try {
    new RegExp(bad);
    console.log("ok", bad);
  } catch (er: any) {
    console.log(er.name, er.message);
  }
try {
  new RegExp("a", "gg");
} catch (er: any) {
  console.log(er.message);
}
try {
  "x".matchAll(/x/);
} catch (er: any) {
  console.log(er.message);
}
try {
  "x".replaceAll(/x/, "");
} catch (er: any) {
  console.log(er.message);
}
const ind = /b(?<n>c)/d.exec("abc") as any;
console.log(ind.indices[0], ind.indices.groups.n, ind);
const tok = /\s*(?:(\d+\.?\d*)|(\w+)|(.))/gy;
const out: string[] = [];
for (let t; (t = tok.exec("x1 = 3.14*y")) && t[0];) out.push(t[1] ? "n" + t[1] : t[2] ? "w" + t[2] : "o" + t[3]);
console.log(out.join(" "));
class R2 extends RegExp {
  test(s: string) {
    return !super.test(s);
  }
}
console.log(new R2("a").test("b"), new R2("a", "g") + "");
