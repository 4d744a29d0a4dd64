// Commands of the language server: what they are told, and what becomes of their answers.

/** What the server answers when the command has ended. */
export interface Answer {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** What is done with an answer. */
export type Outcome =
  /** A page of text in this language. */
  | { kind: "page"; language: string; text: string }
  | { kind: "note"; text: string }
  | { kind: "failure"; text: string };

/** Commands that run in a terminal, as tasks, instead of in the server. */
export const AS_TASKS: Readonly<Record<string, string>> = { "perry.build": "compile", "perry.run": "run" };

/** Commands about one module, whose answer is a page. */
const PAGES: Readonly<Record<string, string>> = {
  "perry.why": "plaintext",
  "perry.showIr": "plaintext",
  "perry.showLlvmIr": "llvm",
  "perry.showAssembly": "asm",
};

/** Commands that show the code of one function: the one under the cursor. */
const ABOUT_FUNCTION = ["perry.showIr", "perry.showLlvmIr", "perry.showAssembly"];

/** What stands in the editor: a module, and where the cursor is in it, as the protocol counts. */
export interface Open {
  uri: string;
  cursor: { line: number; character: number };
}

/** The arguments of a command: those given, else the module or place in the editor where the command is about one. */
export function withPlace(command: string, given: readonly unknown[], open: Open | undefined): unknown[] | undefined {
  const isAboutModule = command in PAGES || command in AS_TASKS;
  if (given.length > 0 || !isAboutModule) return [...given];
  if (open === undefined) return undefined;
  return ABOUT_FUNCTION.includes(command) ? [open.uri, open.cursor] : [open.uri];
}

export function isAnswer(value: unknown): value is Answer {
  if (typeof value !== "object" || value === null) return false;
  const { stdout, stderr } = value as Partial<Answer>;
  return typeof stdout === "string" && typeof stderr === "string";
}

export function outcome(command: string, answer: Answer): Outcome {
  if (answer.exitCode !== 0) {
    const said = firstLine(answer.stderr) || firstLine(answer.stdout) || `${command} failed`;
    return { kind: "failure", text: said };
  }
  const language = PAGES[command];
  if (language !== undefined) return { kind: "page", language, text: answer.stdout };
  return { kind: "note", text: firstLine(answer.stdout) || "Done." };
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
