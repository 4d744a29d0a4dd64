// Names resolve to the innermost declaration, through blocks, loops, catches and classes.
const name = "module";
function outer(name: string) {
  const inner = () => name;
  {
    const name = "block";
    const seen = () => name;
    console.log(name, inner(), seen());
  }
  for (const name of ["loop"]) console.log(name, inner());
  for (let name = 0; name < 1; name++) console.log(name);
  try {
    throw "thrown";
  } catch (name) {
    console.log(name, inner());
  }
  const obj = {
    name: "property",
    get() {
      return this.name + name;
    },
  };
  console.log(obj.get());
  return function name2(depth: number): string {
    return depth ? name2(depth - 1) : name;
  };
}
console.log(outer("parameter")(2), name);
class name_ {
  static who = "class";
  static get() {
    return name_.who;
  }
}
const Alias = name_;
console.log(Alias.get());
const expr = class Self {
  static make() {
    return new Self();
  }
  hello = "self";
};
console.log(expr.make().hello, typeof (globalThis as any).Self);
let x = 1;
const bump = () => ++x;
{
  let x = 100;
  x++;
  bump();
  console.log(x);
}
console.log(x);
switch (x) {
  case 2: {
    const x = "case";
    console.log(x);
  }
}
const fns = [];
for (let i = 0; i < 2; i++) {
  const i2 = i * 10;
  {
    let i = i2 + 1;
    fns.push(() => [i, i2]);
  }
}
console.log(fns.map((f) => f()));
function params(a: number, b = () => a) {
  {
    let a = 9;
    a++;
  }
  var c = a;
  a = 7;
  return [a, b(), c];
}
console.log(params(1));
if (true) {
  var leaked = "var leaks out of blocks";
}
console.log(leaked);
console.log(
  typeof undefined,
  (() => {
    const undefined_ = 5;
    return undefined_;
  })(),
);
const shadowed = (Math: { max: (a: number, b: number) => string }) => Math.max(1, 2);
console.log(shadowed({ max: () => "own max" }), Math.max(1, 2));
{
  const console = { log: (s: string) => globalThis.console.log("wrapped", s) };
  console.log("hello");
}
