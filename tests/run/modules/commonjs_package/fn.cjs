const { sum } = require("./helper.cjs"); module.exports = (x) => sum(x, 100); module.exports.extra = "extra prop";
