// JSON.parse builds values, calls a reviver bottom-up and reports errors.
console.log(
  JSON.parse('{"a":[1,2,{"b":null}],"c":"\\u00e9\\n\\"\\/","d":true,"e":-1.5e-3}'),
  JSON.parse(" [ 1 , 2 ] "),
  JSON.parse('"s"'),
  JSON.parse("5"),
  JSON.parse("null"),
  JSON.parse("true"),
  JSON.parse("-0"),
  Object.is(JSON.parse("-0"), -0),
  JSON.parse("1e400"),
  JSON.parse('{"":1," ":2}'),
  JSON.parse("[]"),
  JSON.parse("{}"),
);
console.log(
  JSON.parse('{"b":1,"a":2,"b":3,"1":4,"0":5}'),
  JSON.parse('{"__proto__":{"x":1}}'),
  JSON.parse('"\\ud83d\\ude00 \\ud800"').length,
  JSON.parse("123456789012345678901234567890"),
  JSON.parse("0.1"),
  JSON.parse("[1E2,1e+2,1e-2]"),
  JSON.parse(5 as any),
  JSON.parse(null as any),
  JSON.parse(["7"] as any),
  JSON.parse('"\u2028"').length,
);
const log: any[] = [];
const r = JSON.parse('{"a":1,"b":[10,{"c":2}],"d":"x"}', function (this: any, k, v) {
  log.push(k + ":" + (typeof v === "object" ? (Array.isArray(v) ? "arr" : "obj") : v));
  return typeof v === "number" ? v + 1 : v;
});
console.log(log.join(" "), r);
console.log(
  JSON.parse('{"a":1,"b":2,"c":[1,2,3]}', (k, v) => (k === "b" || v === 2 ? undefined : v)),
  JSON.parse("[1,2]", () => "all"),
  JSON.parse('{"when":"d:5"}', (k, v) => (typeof v === "string" && v.startsWith("d:") ? { date: +v.slice(2) } : v)),
);
const bad = [
  "",
  " ",
  "{",
  "[1,]",
  '{"a":}',
  "{'a':1}",
  "{a:1}",
  "undefined",
  "nul",
  "NaN",
  "01",
  "1.",
  ".5",
  "+1",
  "-",
  "1e",
  '"abc',
  '"\\x"',
  '"\t"',
  '"\\u12"',
  "[1 2]",
  '{"a":1,}',
  '{"a" 1}',
  "1 2",
  "[",
  "tru",
  "]",
  '{"a":1',
  "[1,2",
  "//c\n1",
  "\u00a01",
  '{"a":1}}',
  "hello world this is a long text to parse",
];
for (const b of bad)
  try {
    console.log("ok?", b, JSON.parse(b));
  } catch (e: any) {
    console.log(e.name + ": " + e.message);
  }
try {
  JSON.parse(undefined as any);
} catch (e: any) {
  console.log(e.message);
}
try {
  JSON.parse({} as any);
} catch (e: any) {
  console.log(e.message);
}
const big = JSON.stringify(
  Array.from({ length: 500 }, (_, i) => ({
    id: i,
    tags: ["a" + i, null, i % 2 === 0],
    nested: { x: i / 3, y: { z: 'q"' + i } },
  })),
);
const back = JSON.parse(big);
console.log(
  back.length,
  back[499].nested.y.z,
  JSON.stringify(back) === big,
  back.reduce((t: number, x: any) => t + x.nested.x, 0).toFixed(6),
);
const clone = <T>(x: T): T => JSON.parse(JSON.stringify(x));
const src = { a: { b: [1] } },
  cp = clone(src);
cp.a.b.push(2);
console.log(src, cp);
let depth = 0,
  nest: any = JSON.parse("[".repeat(500) + "]".repeat(500));
while (Array.isArray(nest)) {
  depth++;
  nest = nest[0];
}
console.log(depth);
const frozen = JSON.parse('{"x":[1]}', (k, v) => Object.freeze(v));
console.log(Object.isFrozen(frozen), Object.isFrozen(frozen.x));
const keys = Object.keys(JSON.parse('{"z":0,"10":0,"a":0,"9":0}'));
console.log(keys.join());
