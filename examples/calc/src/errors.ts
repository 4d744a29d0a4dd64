// What can go wrong in a script, with the place where it did.

import type { Position } from "./ast.ts";

export class ScriptError extends Error {
  readonly at: Position | null;

  constructor(message: string, at: Position | null = null) {
    super(at ? `${at.line}:${at.column}: ${message}` : message);
    this.name = new.target.name;
    this.at = at;
  }
}

export class SyntaxFault extends ScriptError {}

export class RuntimeFault extends ScriptError {
  readonly trace: string[] = [];
}

export class BudgetExceeded extends RuntimeFault {
  constructor(limit: number) {
    super(`the script took more than ${limit} steps`);
  }
}
