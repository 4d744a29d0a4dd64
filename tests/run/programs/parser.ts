// A hand-written JSON-like parser, printer and path query agree with JSON.
type Json = null | boolean | number | string | Json[] | { [k: string]: Json };
class ParseError extends SyntaxError {
  at: number;
  constructor(m: string, at: number) {
    super(`${m} at ${at}`);
    this.at = at;
  }
}
class Parser {
  #s: string;
  #i = 0;
  constructor(s: string) {
    this.#s = s;
  }
  static parse(s: string): Json {
    const p = new Parser(s);
    const v = p.#value();
    p.#ws();
    if (p.#i < s.length) throw new ParseError("trailing " + JSON.stringify(s[p.#i]), p.#i);
    return v;
  }
  #ws() {
    while (" \n\t\r".includes(this.#s[this.#i] ?? "x")) this.#i++;
  }
  #eat(c: string) {
    this.#ws();
    if (this.#s[this.#i] !== c) throw new ParseError(`expected ${c}`, this.#i);
    this.#i++;
  }
  #peek() {
    this.#ws();
    return this.#s[this.#i];
  }
  #value(): Json {
    const c = this.#peek();
    switch (c) {
      case "{":
        return this.#object();
      case "[":
        return this.#array();
      case '"':
        return this.#string();
      case undefined:
        throw new ParseError("end", this.#i);
    }
    for (const [w, v] of [
      ["true", true],
      ["false", false],
      ["null", null],
    ] as [string, Json][])
      if (this.#s.startsWith(w, this.#i)) {
        this.#i += w.length;
        return v;
      }
    const m = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
    m.lastIndex = this.#i;
    const r = m.exec(this.#s);
    if (!r) throw new ParseError("unexpected " + c, this.#i);
    this.#i = m.lastIndex;
    return Number(r[0]);
  }
  #array(): Json[] {
    this.#eat("[");
    const out: Json[] = [];
    if (this.#peek() === "]") {
      this.#i++;
      return out;
    }
    do out.push(this.#value());
    while (this.#peek() === "," && ++this.#i);
    this.#eat("]");
    return out;
  }
  #object() {
    this.#eat("{");
    const out: { [k: string]: Json } = {};
    if (this.#peek() === "}") {
      this.#i++;
      return out;
    }
    for (;;) {
      this.#ws();
      const k = this.#string();
      this.#eat(":");
      out[k] = this.#value();
      if (this.#peek() !== ",") break;
      this.#i++;
    }
    this.#eat("}");
    return out;
  }
  #string(): string {
    this.#eat('"');
    let o = "";
    for (;;) {
      const c = this.#s[this.#i++];
      if (c === undefined) throw new ParseError("open string", this.#i);
      if (c === '"') return o;
      if (c === "\\") {
        const e = this.#s[this.#i++];
        if (e === "u") {
          o += String.fromCharCode(parseInt(this.#s.slice(this.#i, this.#i + 4), 16));
          this.#i += 4;
        } else o += ({ n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" } as Record<string, string>)[e] ?? e;
      } else o += c;
    }
  }
}
const docs = [
  '{"a":[1,-2.5e3,{"b":null,"c":"x\\n\\u00e9\\"q\\""}],"d":true,"e":{}}',
  "[]",
  " [ 1 , [ 2 , [ ] ] ] ",
  '"s"',
  "-0.5",
  '{"a":1,}',
  "[1 2]",
  '{"a"',
  '"open',
  "tru",
  "[1]x",
  "",
];
for (const d of docs)
  try {
    const v = Parser.parse(d);
    console.log(JSON.stringify(v) === JSON.stringify(JSON.parse(d)), v);
  } catch (e) {
    console.log(e instanceof ParseError ? `${e.name} ${e.message} ${e.at}` : e);
  }
const print = (v: Json, ind = ""): string =>
  Array.isArray(v)
    ? v.length
      ? `[\n${v.map((x) => ind + "  " + print(x, ind + "  ")).join(",\n")}\n${ind}]`
      : "[]"
    : v && typeof v === "object"
      ? Object.keys(v).length
        ? `{\n${Object.entries(v)
            .map(([k, x]) => `${ind}  ${JSON.stringify(k)}: ${print(x, ind + "  ")}`)
            .join(",\n")}\n${ind}}`
        : "{}"
      : JSON.stringify(v);
const v0 = JSON.parse(docs[0]);
console.log(print(v0) === JSON.stringify(v0, null, 2));
const query = (v: any, path: string) =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce((o, k) => o?.[k], v);
console.log(query(v0, "a[2].c"), query(v0, "a[1]"), query(v0, "x.y.z"), query(v0, "a.length"));
