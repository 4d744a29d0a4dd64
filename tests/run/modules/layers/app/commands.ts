export type Command = { kind: "add" | "take"; name: string; n: number } | { kind: "list" };
export const Command = { verbs: ["add", "take", "list"] };
export function parse(line: string): Command {
  const [verb, name, n] = line.split(" ");
  if (!Command.verbs.includes(verb)) throw new TypeError(`unknown verb ${verb}`);
  return verb === "list" ? { kind: "list" } : { kind: verb as "add", name, n: Number(n) };
}
