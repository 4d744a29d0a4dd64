const r = /+/.test("x");
const q = /a**/;
