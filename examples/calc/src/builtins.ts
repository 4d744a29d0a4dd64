// The functions every script starts with.

import { RuntimeFault } from "./errors.ts";
import { Scope } from "./scope.ts";
import { Builtin, type Call, isTrue, print, typeName, type Value } from "./values.ts";

function number(value: Value, what: string): number {
  if (typeof value !== "number") throw new RuntimeFault(`${what} must be a number, not ${typeName(value)}`);
  return value;
}

function list(value: Value, what: string): Value[] {
  if (!Array.isArray(value)) throw new RuntimeFault(`${what} must be a list, not ${typeName(value)}`);
  return value;
}

const numeric: Record<string, (x: number) => number> = {
  sqrt: Math.sqrt,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  sin: Math.sin,
  cos: Math.cos,
  exp: Math.exp,
  log: Math.log,
};

const others: [name: string, arity: number, run: (args: Value[], call: Call) => Value][] = [
  ["max", -1, (args) => Math.max(...args.map((a) => number(a, "an argument of max")))],
  ["min", -1, (args) => Math.min(...args.map((a) => number(a, "an argument of min")))],
  ["type", 1, ([value]) => typeName(value)],
  ["text", 1, ([value]) => print(value)],
  ["len", 1, ([value]) => (typeof value === "string" ? value.length : list(value, "the argument of len").length)],
  ["push", 2, ([target, value]) => [...list(target, "the first argument of push"), value]],
  [
    "join",
    2,
    ([items, by]) =>
      list(items, "the first argument of join")
        .map((v) => print(v))
        .join(print(by)),
  ],
  ["split", 2, ([text, by]) => print(text).split(print(by))],
  ["upper", 1, ([text]) => print(text).toUpperCase()],
  ["fixed", 2, ([value, digits]) => number(value, "the argument of fixed").toFixed(number(digits, "the digits"))],
  ["map", 2, ([items, f], call) => list(items, "the first argument of map").map((item) => call(f, [item]))],
  [
    "filter",
    2,
    ([items, f], call) => list(items, "the first argument of filter").filter((item) => isTrue(call(f, [item]))),
  ],
  [
    "fold",
    3,
    ([items, start, f], call) =>
      list(items, "the first argument of fold").reduce((t, item) => call(f, [t, item]), start),
  ],
  [
    "sort",
    2,
    ([items, f], call) =>
      list(items, "the first argument of sort").toSorted((a, b) => number(call(f, [a, b]), "an order")),
  ],
  [
    "range",
    2,
    ([from, to]) => {
      const out: Value[] = [];
      for (let i = number(from, "the start"); i < number(to, "the end"); i++) out.push(i);
      return out;
    },
  ],
];

export function globalScope(output: (line: string) => void): Scope {
  const scope = new Scope();
  const define = (name: string, arity: number, run: (args: Value[], call: Call) => Value) =>
    scope.define(name, new Builtin(name, arity, run));
  for (const [name, f] of Object.entries(numeric)) define(name, 1, ([x]) => f(number(x, `the argument of ${name}`)));
  for (const [name, arity, run] of others) define(name, arity, run);
  define("print", -1, (args) => {
    output(args.map((a) => print(a)).join(" "));
    return args[0] ?? null;
  });
  scope.define("pi", Math.PI);
  return scope;
}
