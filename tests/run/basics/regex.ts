// Regular expressions test, match and replace.
console.log(/\d+/.test("abc 123"), "a1b22".match(/\d+/g), "2024-05-06".replace(/(\d+)-(\d+)-(\d+)/, "$3.$2.$1"));
