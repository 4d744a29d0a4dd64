// BigInt values print with an n, in every place where console.log shows a value.
console.log("%d", 1n, "%i", 2n);
console.log("%d %i %s %j", 10n, 20n, 30n, 40);
console.log(1n, [1n, -2n], { a: 1n }, new Map([[1n, 2n]]), new Set([3n]), Object(1n), `${5n}`, String(6n));
console.log([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 900n, 10n], typeof 1n, 0xffn === 255n);
