// parseInt, parseFloat, Number and the predicates read text as specified.
const ins = [
  "12",
  " 12px",
  "1.5e3x",
  "-0",
  "+7",
  "0x1F",
  "0b11",
  "",
  "abc",
  ".5",
  "5.",
  "-.5e-2",
  "1e",
  "1e+",
  "Infinityx",
  "-Infinity",
  "1_000",
  "１",
  "\n\t9",
  "0.0000001",
  "123456789012345678901234567890",
  "08",
  "1e400",
  "- 1",
  "0x",
  "e5",
  "12.34.56",
  "--1",
];
console.log(ins.map((s) => `${JSON.stringify(s)}:${parseInt(s)}/${parseFloat(s)}/${Number(s)}`).join(" "));
console.log(
  [2, 8, 10, 16, 36, 37, 1, 0, NaN, -5, 2.9].map((r) => parseInt("110z", r)).join(),
  parseInt("0x1f", 16),
  parseInt("0x1f", 10),
  parseInt("zz", 36),
  parseInt("123", "5" as any),
  parseInt("9", 8),
);
console.log(
  parseInt(null as any),
  parseInt(undefined as any, 36),
  parseInt(0.0000005 as any),
  parseInt(1e21 as any),
  parseInt("9007199254740993"),
  parseFloat([1.5, 2] as any),
  parseInt(true as any),
  parseInt({ toString: () => "42!" } as any),
);
const vals: any[] = [1, 1.5, -0, NaN, Infinity, "1", null, undefined, 2 ** 53, 2 ** 53 - 1, {}, [], true, 1e300];
console.log(
  "isInteger",
  vals.map((v) => +Number.isInteger(v)).join(""),
  "isSafe",
  vals.map((v) => +Number.isSafeInteger(v)).join(""),
  "isFinite",
  vals.map((v) => +Number.isFinite(v)).join(""),
  "isNaN",
  vals.map((v) => +Number.isNaN(v)).join(""),
  "global",
  vals.map((v) => +isNaN(v)).join(""),
  vals.map((v) => +isFinite(v)).join(""),
);
console.log(
  Number("1e1000"),
  Number("-1e-400"),
  Object.is(Number("-0"), -0),
  1 / Number("-0"),
  0.1 === Number("0.1"),
  Number("0.1000000000000000055511151231257827"),
  Number("9007199254740993"),
  Number("1.7976931348623159e308"),
  Number("4.9e-324"),
  Number("2.4e-324"),
);
const rt = [0.1, 1e21, 1 / 3, 5e-324, 1.7976931348623157e308, 123456.789e-10, 2 ** 70, -1.1e-200];
console.log(
  rt.every((x) => Number(String(x)) === x && parseFloat(x.toString()) === x && JSON.parse(JSON.stringify(x)) === x),
);
console.log(
  (new Number(5) as any) + 1,
  typeof new Number(5),
  new Number(5) == (5 as any),
  Number([[["7"]]]),
  Number(false),
  (5).valueOf(),
  Number.parseFloat === parseFloat,
  Number.parseInt === parseInt,
);
const toInt = (s: string) => {
  let n = 0;
  for (const c of s) n = n * 10 + (c.charCodeAt(0) - 48);
  return n;
};
console.log(toInt("123456"), toInt("99999999999999999999"));
console.log("0.1".length, +"0b101", +"0o17", +"0xff", +"1e-7", +" \u00a012\u2003", -"5", ~~"7.9", ("6" * 1) as any);
