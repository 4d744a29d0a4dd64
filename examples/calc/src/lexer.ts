// Text to tokens.

import type { Position } from "./ast.ts";
import { SyntaxFault } from "./errors.ts";

export type TokenKind = "number" | "text" | "name" | "keyword" | "symbol" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly value: number | string | null;
  readonly at: Position;
}

const KEYWORDS = new Set([
  "let",
  "fn",
  "if",
  "then",
  "else",
  "while",
  "do",
  "and",
  "or",
  "not",
  "true",
  "false",
  "nil",
]);
const SYMBOLS = [
  "==",
  "!=",
  "<=",
  ">=",
  "=>",
  "+",
  "-",
  "*",
  "/",
  "%",
  "^",
  "<",
  ">",
  "=",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ";",
];

const isDigit = (c: string): boolean => c >= "0" && c <= "9";
const isLetter = (c: string): boolean => /[\p{L}_]/u.test(c);

export class Lexer {
  private offset = 0;
  private line = 1;
  private lineStart = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  *tokens(): Generator<Token, void> {
    for (;;) {
      this.skipBlanks();
      const token = this.next();
      yield token;
      if (token.kind === "end") return;
    }
  }

  private get position(): Position {
    return { line: this.line, column: this.offset - this.lineStart + 1 };
  }

  private peek(ahead = 0): string {
    return this.source.charAt(this.offset + ahead);
  }

  private skipBlanks(): void {
    for (;;) {
      const c = this.peek();
      if (c === "\n") {
        this.offset++;
        this.line++;
        this.lineStart = this.offset;
      } else if (c === " " || c === "\t" || c === "\r") {
        this.offset++;
      } else if (c === "#") {
        while (this.peek() !== "\n" && this.peek() !== "") this.offset++;
      } else {
        return;
      }
    }
  }

  private next(): Token {
    const at = this.position;
    const c = this.peek();
    if (c === "") return { kind: "end", text: "end of script", value: null, at };
    if (isDigit(c) || (c === "." && isDigit(this.peek(1)))) return this.number(at);
    if (c === '"') return this.text(at);
    if (isLetter(c)) {
      const start = this.offset;
      while (isLetter(this.peek()) || isDigit(this.peek())) this.offset++;
      const text = this.source.slice(start, this.offset);
      return { kind: KEYWORDS.has(text) ? "keyword" : "name", text, value: text, at };
    }
    const symbol = SYMBOLS.find((s) => this.source.startsWith(s, this.offset));
    if (!symbol) throw new SyntaxFault(`unexpected character ${JSON.stringify(c)}`, at);
    this.offset += symbol.length;
    return { kind: "symbol", text: symbol, value: null, at };
  }

  private number(at: Position): Token {
    const pattern = /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.offset;
    const text = pattern.exec(this.source)![0];
    this.offset += text.length;
    if (isLetter(this.peek())) throw new SyntaxFault(`a number cannot be followed by ${this.peek()}`, at);
    return { kind: "number", text, value: Number(text.replaceAll("_", "")), at };
  }

  private text(at: Position): Token {
    let value = "";
    for (this.offset++; this.peek() !== '"'; this.offset++) {
      const c = this.peek();
      if (c === "" || c === "\n") throw new SyntaxFault("this text is not closed", at);
      if (c !== "\\") {
        value += c;
        continue;
      }
      this.offset++;
      const escape = this.peek();
      value += escape === "n" ? "\n" : escape === "t" ? "\t" : escape;
    }
    this.offset++;
    return { kind: "text", text: JSON.stringify(value), value, at };
  }
}
