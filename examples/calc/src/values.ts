// What expressions evaluate to, and how values print, compare and combine.

import type { Expression } from "./ast.ts";
import type { Scope } from "./scope.ts";

export type Value = number | string | boolean | null | Value[] | Closure | Builtin;

export class Closure {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Expression;
  readonly scope: Scope;

  constructor(name: string, parameters: readonly string[], body: Expression, scope: Scope) {
    this.name = name;
    this.parameters = parameters;
    this.body = body;
    this.scope = scope;
  }
}

export type Call = (callee: Value, args: Value[]) => Value;

export class Builtin {
  readonly name: string;
  readonly arity: number;
  readonly run: (args: Value[], call: Call) => Value;

  constructor(name: string, arity: number, run: (args: Value[], call: Call) => Value) {
    this.name = name;
    this.arity = arity;
    this.run = run;
  }
}

export function typeName(value: Value): string {
  if (value === null) return "nil";
  if (Array.isArray(value)) return "list";
  if (value instanceof Closure || value instanceof Builtin) return "function";
  return typeof value === "string" ? "text" : typeof value;
}

export function isTrue(value: Value): boolean {
  return value !== null && value !== false;
}

export function isEqual(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isEqual(item, b[i]));
  return a === b;
}

export function print(value: Value, nested = false): string {
  if (value === null) return "nil";
  if (Array.isArray(value)) return `[${value.map((item) => print(item, true)).join(", ")}]`;
  if (value instanceof Closure) return `<fn ${value.name}/${value.parameters.length}>`;
  if (value instanceof Builtin) return `<builtin ${value.name}>`;
  if (typeof value === "string") return nested ? JSON.stringify(value) : value;
  return String(value);
}
