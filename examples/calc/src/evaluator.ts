// Walks a tree and computes its value.

import type { BinaryOperator, Expression, Position } from "./ast.ts";
import { BudgetExceeded, RuntimeFault, ScriptError } from "./errors.ts";
import { Scope } from "./scope.ts";
import { Builtin, Closure, isEqual, isTrue, print, typeName, type Value } from "./values.ts";

export class Evaluator {
  steps = 0;
  #depth = 0;
  readonly #limit: number;

  constructor(limit = 5_000_000) {
    this.#limit = limit;
  }

  evaluate(expression: Expression, scope: Scope): Value {
    if (++this.steps > this.#limit) throw new BudgetExceeded(this.#limit);
    switch (expression.kind) {
      case "number":
      case "text":
      case "constant":
        return expression.value;
      case "name": {
        const value = scope.lookup(expression.name);
        if (value === undefined) throw new RuntimeFault(unknown(expression.name, scope), expression.at);
        return value;
      }
      case "list":
        return expression.items.map((item) => this.evaluate(item, scope));
      case "unary": {
        const value = this.evaluate(expression.operand, scope);
        if (expression.operator === "not") return !isTrue(value);
        if (typeof value !== "number") throw new RuntimeFault(`cannot negate ${typeName(value)}`, expression.at);
        return -value;
      }
      case "logical": {
        const left = this.evaluate(expression.left, scope);
        return isTrue(left) === (expression.operator === "or") ? left : this.evaluate(expression.right, scope);
      }
      case "binary": {
        const left = this.evaluate(expression.left, scope);
        return combine(expression.operator, left, this.evaluate(expression.right, scope), expression.at);
      }
      case "call": {
        const callee = this.evaluate(expression.callee, scope);
        const args = expression.args.map((arg) => this.evaluate(arg, scope));
        return this.call(callee, args, expression.at);
      }
      case "index":
        return this.#index(expression, scope);
      case "function":
        return new Closure(expression.name ?? "_", expression.parameters, expression.body, scope);
      case "if": {
        const branch = isTrue(this.evaluate(expression.condition, scope)) ? expression.yes : expression.no;
        return branch ? this.evaluate(branch, scope) : null;
      }
      case "while": {
        let last: Value = null;
        while (isTrue(this.evaluate(expression.condition, scope))) last = this.evaluate(expression.body, scope);
        return last;
      }
      case "let": {
        const value = this.evaluate(expression.value, scope);
        scope.define(expression.name, value);
        return value;
      }
      case "assign": {
        const value = this.evaluate(expression.value, scope);
        if (!scope.assign(expression.name, value))
          throw new RuntimeFault(unknown(expression.name, scope), expression.at);
        return value;
      }
      case "block": {
        const inner = new Scope(scope);
        return expression.body.reduce<Value>((_, item) => this.evaluate(item, inner), null);
      }
    }
  }

  call(callee: Value, args: Value[], at: Position | null = null): Value {
    if (callee instanceof Builtin) return this.#builtin(callee, args, at);
    if (!(callee instanceof Closure)) throw new RuntimeFault(`${typeName(callee)} is not a function`, at);
    if (callee.parameters.length !== args.length) {
      throw new RuntimeFault(`${callee.name} takes ${callee.parameters.length} arguments, not ${args.length}`, at);
    }
    if (this.#depth >= 500) throw new RuntimeFault("calls are nested too deeply", at);
    const scope = new Scope(callee.scope);
    callee.parameters.forEach((name, i) => scope.define(name, args[i]));
    this.#depth++;
    try {
      return this.evaluate(callee.body, scope);
    } catch (error) {
      if (error instanceof RuntimeFault && error.trace.length < 3) error.trace.push(callee.name);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  #builtin(callee: Builtin, args: Value[], at: Position | null): Value {
    if (callee.arity >= 0 && callee.arity !== args.length) {
      throw new RuntimeFault(`${callee.name} takes ${callee.arity} arguments, not ${args.length}`, at);
    }
    try {
      return callee.run(args, (f, inner) => this.call(f, inner, at));
    } catch (error) {
      if (error instanceof ScriptError && error.at === null && !(error instanceof BudgetExceeded)) {
        throw new RuntimeFault(error.message, at);
      }
      throw error;
    }
  }

  #index({ target, index, at }: Extract<Expression, { kind: "index" }>, scope: Scope): Value {
    const list = this.evaluate(target, scope);
    const i = this.evaluate(index, scope);
    if (typeof i !== "number") throw new RuntimeFault(`an index must be a number, not ${typeName(i)}`, at);
    if (typeof list !== "string" && !Array.isArray(list)) throw new RuntimeFault(`cannot index ${typeName(list)}`, at);
    const found = list.at(i);
    if (found === undefined) throw new RuntimeFault(`index ${i} is outside of ${list.length} items`, at);
    return found;
  }
}

function combine(operator: BinaryOperator, left: Value, right: Value, at: Position): Value {
  if (operator === "==") return isEqual(left, right);
  if (operator === "!=") return !isEqual(left, right);
  if (operator === "+" && (typeof left === "string" || typeof right === "string")) return print(left) + print(right);
  if (operator === "+" && Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  if (typeof left === "string" && typeof right === "string" && /[<>]/.test(operator)) {
    const order = left < right ? -1 : left > right ? 1 : 0;
    return combine(operator, order, 0, at);
  }
  if (typeof left !== "number" || typeof right !== "number") {
    throw new RuntimeFault(`cannot use ${operator} on ${typeName(left)} and ${typeName(right)}`, at);
  }
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      if (right === 0) throw new RuntimeFault("division by zero", at);
      return left / right;
    case "%":
      return left - right * Math.floor(left / right);
    case "^":
      return left ** right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

/** Says that a name is unknown, and which known one was probably meant. */
function unknown(name: string, scope: Scope): string {
  const near = [...new Set(scope.names())]
    .map((known) => ({ known, distance: distance(name, known) }))
    .filter((candidate) => candidate.distance <= 2)
    .sort((a, b) => a.distance - b.distance || (a.known < b.known ? -1 : 1));
  return `unknown name ${name}` + (near.length ? `, did you mean ${near[0].known}?` : "");
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
