// The status item: what it says in each state of the server.

import type { Origin } from "./binary";

export type State =
  | { kind: "missing" }
  | { kind: "starting" }
  | { kind: "running"; path: string; origin: Origin; version: string }
  | { kind: "stopped"; reason: string };

/** What stands in the status bar. */
export interface Shown {
  text: string;
  tooltip: string;
  isWarning: boolean;
}

export function shown(state: State): Shown {
  switch (state.kind) {
    case "missing":
      return { text: "$(warning) perry", tooltip: "perry was not found", isWarning: true };
    case "starting":
      return { text: "$(sync~spin) perry", tooltip: "the language server starts", isWarning: false };
    case "running": {
      const tooltip = [state.version, `${state.path} (from ${ORIGINS[state.origin]})`].join("\n");
      return { text: "$(check) perry", tooltip, isWarning: false };
    }
    case "stopped":
      return { text: "$(error) perry", tooltip: state.reason, isWarning: true };
  }
}

const ORIGINS: Readonly<Record<Origin, string>> = {
  project: "the project",
  setting: "the setting perry.path",
  PATH: "the PATH",
};
