// Names of built-ins are only asked for.
console.log(typeof Proxy, typeof DataView, typeof BigInt, typeof Missing);
console.log([].concat.name, typeof structuredClone);
declare const Missing: unknown;
