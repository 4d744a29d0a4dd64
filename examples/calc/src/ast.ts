// The tree that the parser builds and the evaluator walks.

export interface Position {
  readonly line: number;
  readonly column: number;
}

export type Expression =
  | { kind: "number"; value: number }
  | { kind: "text"; value: string }
  | { kind: "constant"; value: boolean | null }
  | { kind: "name"; name: string; at: Position }
  | { kind: "list"; items: Expression[] }
  | { kind: "unary"; operator: UnaryOperator; operand: Expression; at: Position }
  | { kind: "binary"; operator: BinaryOperator; left: Expression; right: Expression; at: Position }
  | { kind: "logical"; operator: "and" | "or"; left: Expression; right: Expression }
  | { kind: "call"; callee: Expression; args: Expression[]; at: Position }
  | { kind: "index"; target: Expression; index: Expression; at: Position }
  | { kind: "function"; name: string | null; parameters: string[]; body: Expression }
  | { kind: "if"; condition: Expression; yes: Expression; no: Expression | null }
  | { kind: "while"; condition: Expression; body: Expression }
  | { kind: "let"; name: string; value: Expression }
  | { kind: "assign"; name: string; value: Expression; at: Position }
  | { kind: "block"; body: Expression[] };

export type UnaryOperator = "-" | "not";

export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "^" | "==" | "!=" | "<" | "<=" | ">" | ">=";

/** Prints a tree in prefix form, which shows how operators were grouped. */
export function show(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "text":
      return JSON.stringify(expression.value);
    case "constant":
      return String(expression.value);
    case "name":
      return expression.name;
    case "list":
      return `[${expression.items.map(show).join(" ")}]`;
    case "unary":
      return `(${expression.operator} ${show(expression.operand)})`;
    case "binary":
    case "logical":
      return `(${expression.operator} ${show(expression.left)} ${show(expression.right)})`;
    case "call":
      return `(${[expression.callee, ...expression.args].map(show).join(" ")})`;
    case "index":
      return `(at ${show(expression.target)} ${show(expression.index)})`;
    case "function":
      return `(fn ${expression.name ?? "_"} (${expression.parameters.join(" ")}) ${show(expression.body)})`;
    case "if": {
      const no = expression.no ? " " + show(expression.no) : "";
      return `(if ${show(expression.condition)} ${show(expression.yes)}${no})`;
    }
    case "while":
      return `(while ${show(expression.condition)} ${show(expression.body)})`;
    case "let":
    case "assign":
      return `(${expression.kind} ${expression.name} ${show(expression.value)})`;
    case "block":
      return `{${expression.body.map(show).join("; ")}}`;
  }
}
