import dflt, { constant, variable, Klass, hoisted, oldStyle } from "./a.ts";
import * as ns from "./a.ts";
export const attempts: string[] = [];
function attempt(name: string, f: () => unknown) {
  try {
    attempts.push(name + " " + String(f()));
  } catch (e: any) {
    attempts.push(`${name} ${e.name}: ${e.message}`);
  }
}
attempt("const", () => constant);
attempt("let", () => variable);
attempt("class", () => new Klass());
attempt("function", () => hoisted());
attempt("var", () => oldStyle);
attempt("default", () => dflt);
attempt("ns", () => ns.constant);
attempt("ns in", () => "constant" in ns);
attempt("typeof", () => typeof constant);
export const value = "value of b";
export const later = () => [constant, variable, Klass.tag, hoisted(), oldStyle, dflt, ns.constant].join(" / ");
