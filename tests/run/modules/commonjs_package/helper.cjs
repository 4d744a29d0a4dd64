console.log("helper.cjs runs"); module.exports = { sum(a, b) { return a + b; }, loaded: module.loaded };
