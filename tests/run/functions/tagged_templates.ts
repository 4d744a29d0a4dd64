// Tagged templates receive cooked and raw strings, and one array per site.
function tag(strings: TemplateStringsArray, ...values: unknown[]) { return strings.length + "|" + strings.join("_") + "|" + strings.raw.join("_") + "|" + values.join(); }
console.log(tag`plain`, tag`a${1}b${"x"}c`, tag`${1}${2}`, tag``);
console.log(tag`line\n${0}tab\t`, String.raw`C:\new\${1 + 1}${"v"}`);
const seen: unknown[] = [];
const keep = (s: TemplateStringsArray, ..._v: unknown[]) => { seen.push(s); return s; };
for (let i = 0; i < 3; i++) keep`same ${i} site`;
console.log(seen[0] === seen[1], seen[1] === seen[2], keep`same ${0} site` === seen[0]);
console.log(Object.isFrozen(seen[0]), Object.isFrozen((seen[0] as any).raw), Array.isArray(seen[0]));
const bad = (s: TemplateStringsArray) => [s[0], s.raw[0]];
console.log(bad`\u{zzz}`, bad`\xg`);
const o = { p: "obj", t(s: TemplateStringsArray, v: number) { return this.p + s[0] + v; } };
console.log(o.t`-${5}`, o["t"]`=${6}`);
const html = (s: TemplateStringsArray, ...v: any[]) => s.reduce((acc, part, i) => acc + part + (i < v.length ? String(v[i]).replace(/</g, "&lt;") : ""), "");
console.log(html`<b>${"<script>"}</b>`);
const chain = (s: TemplateStringsArray) => (s2: TemplateStringsArray) => s[0] + s2[0];
console.log(chain`one``two`);
class T { static of(s: TemplateStringsArray, ...v: number[]) { return s.raw.length * 10 + v.length; } }
console.log(T.of`a${1}b${2}c`);
console.log(`a${`b${`c${1 + 1}`}`}`, `multi
line`, `\${escaped}`, `${[1, 2]}`, `${{}}`, `${null} ${undefined}`);
console.log(String.raw({ raw: ["x", "y", "z"] } as any, 1, 2, 3), String.raw({ raw: "abc" } as any, "-", "+"));
const args: string[] = [];
tag`${args.push("first")}${args.push("second")}`;
console.log(args.join());
