// Imports and exports may use aliases, strings, keywords and shadowed names.
import { default as first, a as one, "string name" as str, if as iff, delete as del, type } from "./names.ts";
import * as as from "./names.ts";
import { a as async, type as of } from "./names.ts";
console.log(first, one, str, iff, del, type, as.a, async, of, as["string name"]);
function shadow(one: string) {
  const str = "local";
  return one + str;
}
console.log(shadow("p"));
{
  const first = "block";
  console.log(first);
}
const o = { one, first, as: as.a };
console.log(o);
export { one as uno, str as "with space", o as default };
import * as self from "./main.ts";
console.log(Object.keys(self), self.uno, self["with space"]);
class K {
  one = one;
  static str = str;
  m(del: number) {
    return del + one;
  }
}
console.log(new K().m(4), K.str);
for (const one of [7]) console.log(one);
const f = (type = one) => type;
console.log(f(), f(9));
label: for (;;) {
  break label;
}
console.log(((str) => str)("arg"), typeof one, `${one}`, one ? "y" : "n", [one][0], { [str]: 1 });
