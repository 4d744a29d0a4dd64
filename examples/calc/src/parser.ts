// Tokens to a tree, by precedence climbing.

import type { BinaryOperator, Expression, Position } from "./ast.ts";
import { SyntaxFault } from "./errors.ts";
import { Lexer, type Token } from "./lexer.ts";

const Power = {
  None: 0,
  Or: 1,
  And: 2,
  Compare: 3,
  Sum: 4,
  Product: 5,
  Unary: 6,
  Power: 7,
} as const;

type Power = number;

const POWERS: Record<string, Power> = {
  or: Power.Or,
  and: Power.And,
  "==": Power.Compare,
  "!=": Power.Compare,
  "<": Power.Compare,
  "<=": Power.Compare,
  ">": Power.Compare,
  ">=": Power.Compare,
  "+": Power.Sum,
  "-": Power.Sum,
  "*": Power.Product,
  "/": Power.Product,
  "%": Power.Product,
  "^": Power.Power,
};

export function parse(source: string): Expression {
  return new Parser(source).script();
}

class Parser {
  #tokens: Token[];
  #next = 0;

  constructor(source: string) {
    this.#tokens = [...new Lexer(source).tokens()];
  }

  script(): Expression {
    const body = this.#sequence("end of script");
    return body.length === 1 ? body[0] : { kind: "block", body };
  }

  get #token(): Token {
    return this.#tokens[this.#next];
  }

  #take(): Token {
    return this.#tokens[this.#next++];
  }

  #is(text: string): boolean {
    const { kind } = this.#token;
    return (kind === "symbol" || kind === "keyword" || kind === "end") && this.#token.text === text;
  }

  #accept(text: string): boolean {
    const found = this.#is(text);
    if (found) this.#next++;
    return found;
  }

  #expect(text: string): Position {
    if (!this.#is(text)) throw new SyntaxFault(`expected ${text}, found ${this.#token.text}`, this.#token.at);
    return this.#take().at;
  }

  #name(): string {
    if (this.#token.kind !== "name")
      throw new SyntaxFault(`expected a name, found ${this.#token.text}`, this.#token.at);
    return this.#take().text;
  }

  #sequence(close: string): Expression[] {
    const body: Expression[] = [];
    while (!this.#is(close)) {
      if (this.#accept(";")) continue;
      body.push(this.#expression());
      if (!this.#is(close)) this.#expect(";");
    }
    this.#take();
    return body;
  }

  #expression(power: Power = Power.None): Expression {
    let left = this.#prefix();
    for (;;) {
      const { text, at, kind } = this.#token;
      const binds = kind === "symbol" || kind === "keyword" ? (POWERS[text] ?? Power.None) : Power.None;
      if (binds <= power) return left;
      this.#take();
      // `^` groups to the right, everything else to the left.
      const right = this.#expression(text === "^" ? binds - 1 : binds);
      left =
        text === "and" || text === "or"
          ? { kind: "logical", operator: text, left, right }
          : { kind: "binary", operator: text as BinaryOperator, left, right, at };
    }
  }

  #prefix(): Expression {
    const at = this.#token.at;
    if (this.#accept("-")) return { kind: "unary", operator: "-", operand: this.#expression(Power.Unary), at };
    if (this.#accept("not")) return { kind: "unary", operator: "not", operand: this.#expression(Power.And), at };
    return this.#postfix(this.#primary());
  }

  #postfix(expression: Expression): Expression {
    for (;;) {
      const at = this.#token.at;
      if (this.#accept("(")) {
        expression = { kind: "call", callee: expression, args: this.#list(")"), at };
      } else if (this.#accept("[")) {
        const index = this.#expression();
        this.#expect("]");
        expression = { kind: "index", target: expression, index, at };
      } else {
        return expression;
      }
    }
  }

  #list(close: string): Expression[] {
    const items: Expression[] = [];
    while (!this.#accept(close)) {
      items.push(this.#expression());
      if (!this.#is(close)) this.#expect(",");
    }
    return items;
  }

  #primary(): Expression {
    const token = this.#take();
    switch (token.kind) {
      case "number":
        return { kind: "number", value: token.value as number };
      case "text":
        return { kind: "text", value: token.value as string };
      case "name":
        return this.#nameOrAssignment(token);
      case "keyword":
        return this.#keyword(token);
      case "symbol":
        if (token.text === "(") {
          const inner = this.#expression();
          this.#expect(")");
          return inner;
        }
        if (token.text === "[") return { kind: "list", items: this.#list("]") };
        if (token.text === "{") return { kind: "block", body: this.#sequence("}") };
    }
    throw new SyntaxFault(`unexpected ${token.text}`, token.at);
  }

  #nameOrAssignment(token: Token): Expression {
    if (this.#accept("=")) return { kind: "assign", name: token.text, value: this.#expression(), at: token.at };
    return { kind: "name", name: token.text, at: token.at };
  }

  #keyword(token: Token): Expression {
    switch (token.text) {
      case "true":
      case "false":
        return { kind: "constant", value: token.text === "true" };
      case "nil":
        return { kind: "constant", value: null };
      case "let": {
        const name = this.#name();
        this.#expect("=");
        return { kind: "let", name, value: this.#expression() };
      }
      case "fn":
        return this.#function();
      case "if": {
        const condition = this.#expression();
        this.#expect("then");
        const yes = this.#expression();
        return { kind: "if", condition, yes, no: this.#accept("else") ? this.#expression() : null };
      }
      case "while": {
        const condition = this.#expression();
        this.#expect("do");
        return { kind: "while", condition, body: this.#expression() };
      }
    }
    throw new SyntaxFault(`unexpected ${token.text}`, token.at);
  }

  #function(): Expression {
    const name = this.#token.kind === "name" ? this.#name() : null;
    this.#expect("(");
    const parameters: string[] = [];
    while (!this.#accept(")")) {
      parameters.push(this.#name());
      if (!this.#is(")")) this.#expect(",");
    }
    this.#expect("=>");
    const value: Expression = { kind: "function", name, parameters, body: this.#expression() };
    return name === null ? value : { kind: "let", name, value };
  }
}
