// Tasks: what a definition in tasks.json means as a command line of perry.

/** A task as tasks.json has it. */
export interface Definition {
  type: "perry";
  command: string;
  entry?: string;
  arguments?: string[];
}

/** The settings that tasks follow. */
export interface Settings {
  entry: string;
  release: boolean;
}

/** Tasks that are offered without a tasks.json. */
export const OFFERED: readonly Definition[] = [
  { type: "perry", command: "check" },
  { type: "perry", command: "compile" },
  { type: "perry", command: "run" },
  { type: "perry", command: "dev" },
];

/** Commands that make code and so take a profile. */
const TAKES_PROFILE = ["compile", "run"];
/** Commands whose operands are a program's own from `--` on. */
const RUNS = ["run", "dev"];
/** Commands that find the entry by themselves. */
const FINDS_ENTRY = ["run", "dev", "check"];

/** The arguments of perry; undefined where the command needs an entry and none is known. */
export function commandLine(definition: Definition, settings: Settings): string[] | undefined {
  const entry = definition.entry ?? settings.entry;
  if (entry === "" && !FINDS_ENTRY.includes(definition.command)) return undefined;
  const profile = settings.release && TAKES_PROFILE.includes(definition.command) ? ["--release"] : [];
  const operands = entry === "" ? [] : [entry];
  const given = definition.arguments ?? [];
  const rest = given.length > 0 && RUNS.includes(definition.command) && given[0] !== "--" ? ["--", ...given] : given;
  return [definition.command, ...profile, ...operands, ...rest];
}

/** The name people read in the list of tasks. */
export function label(definition: Definition): string {
  return definition.entry === undefined ? definition.command : `${definition.command} ${definition.entry}`;
}

/** Is what tasks.json says a task of ours? */
export function isDefinition(value: { type: string; [key: string]: unknown }): value is Definition & { [key: string]: unknown } {
  const { type, command, entry, arguments: given } = value;
  const isText = (it: unknown) => typeof it === "string";
  const isList = given === undefined || (Array.isArray(given) && given.every(isText));
  return type === "perry" && isText(command) && (entry === undefined || isText(entry)) && isList;
}
