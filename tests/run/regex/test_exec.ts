// test, exec and match find with and without the global flag.
console.log(
  /b+/.test("abbc"),
  /^a.*c$/.test("abbc"),
  /x/.test("abc"),
  /a|z/.exec("xyz")![0],
  /(\d)(\d)?/.exec("a1")!.slice(),
  "abc".match(/(b)(c)/)!.index,
);
console.log(
  "a1b22c333".match(/\d+/g),
  "abc".match(/\d/g),
  [..."a1b2".matchAll(/([a-z])(\d)/g)].map((m) => m[1] + m.index),
  "x.y".search(/\./),
);
