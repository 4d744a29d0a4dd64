// ReferenceErrors, RangeErrors, SyntaxErrors and URIErrors made at run time have V8's messages.
const attempt = (f: () => unknown) => {
  try {
    console.log("no error:", f());
  } catch (e: any) {
    console.log(`${e.constructor.name} ${e.name}: ${e.message}`);
  }
};
declare let notDeclared: any;
attempt(() => notDeclared);
attempt(() => notDeclared.x);
attempt(() => notDeclared());
attempt(() => {
  notDeclared = 1;
});
attempt(() => typeof notDeclared);
attempt(() => {
  notDeclared++;
});
attempt(() => {
  notDeclared += 1;
});
attempt(() => new notDeclared());
attempt(() => ({ notDeclared }));
attempt(() => tdzLet);
let tdzLet = 1;
attempt(() => {
  const c = 1;
  (c as any) = 2;
});
attempt(() => {
  const c = 1;
  (c as any)++;
});
attempt(() => {
  class C {
    static x = (C as any).y.z;
  }
});
attempt(() => new Array(-1));
attempt(() => new Array(1.5));
attempt(() => {
  [].length = -1;
});
attempt(() => (1).toFixed(200));
attempt(() => (1).toString(99));
attempt(() => (1).toPrecision(200));
attempt(() => "x".repeat(-1));
attempt(() => "x".repeat(2 ** 30));
attempt(() => String.fromCodePoint(-1));
attempt(() => String.fromCodePoint(1.5));
attempt(() => "a".normalize("X"));
attempt(() => [1].with(3, 1));
attempt(() => "x".padEnd(2 ** 31));
attempt(() => JSON.parse(""));
attempt(() => JSON.parse("{]"));
attempt(() => JSON.parse("[1, x]"));
attempt(() => new RegExp("["));
attempt(() => new RegExp("x", "q"));
attempt(() => decodeURIComponent("%"));
attempt(() => encodeURI("\ud800"));
attempt(() => {
  throw new EvalError("own eval");
});
attempt(() => {
  throw new URIError();
});
attempt(() => {
  throw Object.assign(new Error("extra"), { name: "Renamed" });
});
function deep(): number {
  return deep() + 1;
}
attempt(() => deep());
attempt(() => {
  const f = (x: any): any => [x].map(f);
  return f(1);
});
attempt(() => {
  const o: any = {
    get x() {
      return this.x;
    },
  };
  return o.x;
});
attempt(() => {
  const o: any = {
    toString() {
      return "" + this;
    },
  };
  return `${o}`;
});
attempt(() => {
  class R {
    constructor() {
      new R();
    }
  }
  return new R();
});
attempt(() =>
  JSON.stringify(
    (() => {
      const a: any = {
        toJSON() {
          return { b: a };
        },
      };
      return a;
    })(),
  ),
);
