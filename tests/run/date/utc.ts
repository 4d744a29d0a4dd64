// Date computes, parses and prints UTC moments exactly.
const d = new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789));
console.log(
  d.getTime(),
  d.toISOString(),
  d.toJSON(),
  d.getUTCFullYear(),
  d.getUTCMonth(),
  d.getUTCDate(),
  d.getUTCDay(),
  d.getUTCHours(),
  d.getUTCMinutes(),
  d.getUTCSeconds(),
  d.getUTCMilliseconds(),
  d.toUTCString(),
  JSON.stringify({ d }),
  d,
);
console.log(
  [new Date(0), { when: new Date(1e12) }],
  new Date(NaN),
  [new Date(NaN)],
  typeof Date.now(),
  new Date(5) < new Date(6),
  +new Date(7),
  new Date(9).valueOf(),
  Object.prototype.toString.call(d),
);
const e = new Date(d);
e.setUTCMonth(12);
console.log(e.toISOString());
e.setUTCDate(0);
console.log(e.toISOString());
e.setUTCFullYear(2023, 1, 29);
console.log(e.toISOString());
e.setUTCHours(25, 61, 61, 1001);
console.log(
  e.toISOString(),
  e.setUTCMilliseconds(-1),
  e.setTime(86400000),
  e.setUTCSeconds(NaN),
  e.getTime(),
  d.getTime(),
);
console.log(
  [0, 99, 100, 1970, -1, 275760].map((y) => new Date(Date.UTC(y, 0)).getTime()),
  Date.UTC(2020),
  Date.UTC(NaN),
  new Date(8.64e15).toISOString(),
  new Date(-8.64e15).toISOString(),
  new Date(8.64e15 + 1).getTime(),
  new Date(-1).toISOString(),
  new Date(-62198755200000).toISOString(),
  new Date(253402300800000).toISOString(),
  new Date(1.9).getTime(),
  new Date(-1.9).getTime(),
);
for (const s of [
  "2024-02-29",
  "2024-02-29T10:00:00Z",
  "2024-02-29T10:00:00.123Z",
  "2024-02-29T10:00:00+02:30",
  "2024-02-30",
  "2024-13-01",
  "2024",
  "2024-05",
  "Thu, 01 Jan 1970 00:00:00 GMT",
  "not a date",
  "",
  "2024-02-29T24:00:00Z",
  "+002024-01-01T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "2024-02-29T10:00Z",
  "Mar 5, 2024 10:00 UTC",
])
  console.log(JSON.stringify(s), Date.parse(s));
try {
  new Date(NaN).toISOString();
} catch (er: any) {
  console.log(er.name, er.message);
}
console.log(
  new Date(NaN).toJSON(),
  String(new Date(NaN)),
  new Date(NaN).toUTCString(),
  new Date(2024 as any, NaN).getTime(),
  Date.length,
  typeof (Date as any)(),
);
console.log(
  new Date(d) - (new Date(0) as any),
  (d as any) - 1 === d.getTime() - 1,
  d[Symbol.toPrimitive]("number") === d.getTime(),
  new Date(new Date(5)).getTime(),
  new Date("5" as any).getTime() === new Date("5").getTime(),
  new Date(true as any).getTime(),
  new Date(null as any).getTime(),
  new Date(undefined as any).getTime(),
);
const days = (y: number, m: number) => new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
console.log(Array.from({ length: 12 }, (_, m) => days(2023, m)).join(), days(2024, 1), days(1900, 1), days(2000, 1));
const easter = (y: number) => {
  const a = y % 19,
    b = Math.floor(y / 100),
    c = y % 100,
    dd = Math.floor(b / 4),
    ee = b % 4,
    f = Math.floor((b + 8) / 25),
    g = Math.floor((b - f + 1) / 3),
    h = (19 * a + b - dd - g + 15) % 30,
    i = Math.floor(c / 4),
    k = c % 4,
    l = (32 + 2 * ee + 2 * i - h - k) % 7,
    m = Math.floor((a + 11 * h + 22 * l) / 451);
  return new Date(Date.UTC(y, Math.floor((h + l - 7 * m + 114) / 31) - 1, ((h + l - 7 * m + 114) % 31) + 1))
    .toISOString()
    .slice(0, 10);
};
console.log([2000, 2024, 2025].map(easter));
class Stamp extends Date {
  tag() {
    return "S" + this.getTime();
  }
}
console.log(new Stamp(5).tag(), new Stamp(0), new Stamp(5) instanceof Date);
const cal = new Date(Date.UTC(2024, 0, 1));
let fridays13 = 0;
for (let i = 0; i < 3660; i++) {
  if (cal.getUTCDay() === 5 && cal.getUTCDate() === 13) fridays13++;
  cal.setUTCDate(cal.getUTCDate() + 1);
}
console.log(fridays13, cal.toISOString());
