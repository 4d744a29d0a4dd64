const reexported = "re-exported"; module.exports = { ...require("./fn.cjs"), reexported }; exports.lost = 1;
