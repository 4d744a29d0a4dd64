// Which perry a folder uses: its own, the one of the settings, the one on the PATH.

import * as path from "node:path";

/** Where a binary was found. */
export type Origin = "project" | "setting" | "PATH";

export interface Binary {
  path: string;
  origin: Origin;
}

/** What the search may know of the world. */
export interface Surroundings {
  /** Folder of the workspace. */
  folder: string;
  /** `perry.path`, empty where it is not set. */
  setting: string;
  /** The variable PATH. */
  searchPath: string;
  isWindows: boolean;
  isExecutable(file: string): boolean;
}

/** The first perry there is; undefined where there is none. */
export function findBinary(surroundings: Surroundings): Binary | undefined {
  return candidates(surroundings).find(({ path }) => surroundings.isExecutable(path));
}

/** Where perry may be, the best place first. */
export function candidates(surroundings: Surroundings): Binary[] {
  const { folder, setting, searchPath, isWindows } = surroundings;
  const name = isWindows ? "perry.exe" : "perry";
  const script = isWindows ? "perry.cmd" : "perry";
  const ofProject = ancestors(folder).map((at) => path.join(at, "node_modules", ".bin", script));
  const ofSetting = setting === "" ? [] : [path.resolve(folder, setting)];
  const folders = searchPath.split(path.delimiter).filter((at) => path.isAbsolute(at));
  const ofPath = folders.map((at) => path.join(at, name));
  return [...from("project", ofProject), ...from("setting", ofSetting), ...from("PATH", ofPath)];
}

/** A sentence for people about where perry was looked for. */
export function notFound(surroundings: Surroundings): string {
  const setting = surroundings.setting === "" ? "`perry.path` is not set" : `\`perry.path\` names \`${surroundings.setting}\``;
  return `There is no perry: none in node_modules/.bin of ${surroundings.folder} or above, ${setting}, and none is on the PATH.`;
}

function from(origin: Origin, paths: string[]): Binary[] {
  return paths.map((path) => ({ path, origin }));
}

/** The folder and what it lies in. */
function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
