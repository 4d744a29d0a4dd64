// With the zone at UTC the local getters, setters and texts follow the same clock.
process.env.TZ = "UTC";
const d = new Date(2024, 0, 31, 23, 59, 58, 7);
console.log(
  d.toISOString(),
  d.getFullYear(),
  d.getMonth(),
  d.getDate(),
  d.getDay(),
  d.getHours(),
  d.getMinutes(),
  d.getSeconds(),
  d.getMilliseconds(),
  d.getTimezoneOffset(),
);
console.log(d.toString(), "|", d.toDateString(), "|", d.toTimeString(), "|", `${d}`, "|", d + "");
d.setMonth(1);
console.log(d.toISOString());
d.setDate(-1);
d.setHours(1, 2, 3, 4);
d.setMinutes(90);
d.setSeconds(-1);
d.setMilliseconds(5000);
d.setFullYear(99);
console.log(d.toISOString(), d.toString());
console.log(
  new Date(99, 0).getFullYear(),
  new Date(2024, 1, 30).toISOString(),
  new Date("2024-01-01T00:00").toISOString(),
  new Date("2024-01-01").getTime() === new Date("2024-01-01T00:00").getTime(),
  new Date("Jan 5 2024 10:20").toISOString(),
  new Date("2024/3/4").toISOString(),
  new Date(2024, 0).getTime(),
  new Date(2024, 5, 15, 12) > new Date(2024, 5, 15, 11, 59),
);
