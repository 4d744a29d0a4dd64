// package.json: the problem matcher reads what perry prints, and every command has somebody who carries it out.

import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { it } from "node:test";
import manifest from "../package.json";
import { AS_TASKS, withPlace } from "../src/command";
import { OFFERED } from "../src/task";

/** What `perry check` prints for refused programs, from the tests of the compiler. */
const DIAGNOSTICS = path.resolve("../../tests/diagnostics");

interface Problem {
  severity: string;
  code: string;
  message: string;
  place: string;
}

/** What VS Code makes of a text with the matcher of the manifest. */
function problems(text: string): Problem[] {
  const [head, place] = manifest.contributes.problemPatterns[0]?.patterns.map(({ regexp }) => new RegExp(regexp)) ?? [];
  assert.ok(head !== undefined && place !== undefined);
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const [first, second] = [head.exec(line), place.exec(lines[index + 1] ?? "")];
    if (first === null || second === null) return [];
    const [, severity = "", code = "", message = ""] = first;
    return [{ severity, code, message, place: second.slice(1).join(":") }];
  });
}

it("reads a diagnostic with its place", () => {
  const text = fs.readFileSync(path.join(DIAGNOSTICS, "unsupported-with/statement.rendered"), "utf8");
  assert.deepEqual(problems(text), [
    {
      severity: "error",
      code: "unsupported-with",
      message: "`with` is not supported",
      place: "unsupported-with/statement.ts:2:1",
    },
  ]);
});

it("reads as many diagnostics as perry counts, in every recording", () => {
  let count = 0;
  for (const file of fs.readdirSync(DIAGNOSTICS, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".rendered")) continue;
    const text = fs.readFileSync(path.join(DIAGNOSTICS, file), "utf8");
    const counted = /^(\d+) errors? found/m.exec(text)?.[1];
    assert.equal(problems(text).length, Number(counted), file);
    count += 1;
  }
  assert.ok(count > 50);
});

it("knows every command of the palette", () => {
  const ofExtension = ["perry.restart", "perry.showLog"];
  const ofServer = ["perry.why", "perry.showIr", "perry.showLlvmIr", "perry.showAssembly", "perry.cacheClean"];
  const names = manifest.contributes.commands.map(({ command }) => command);
  assert.deepEqual(names.sort(), [...ofExtension, ...ofServer, ...Object.keys(AS_TASKS)].sort());
  for (const { command } of manifest.contributes.menus.commandPalette) {
    assert.equal(withPlace(command, [], undefined), undefined, `${command} is about a module`);
  }
});

it("offers tasks that tasks.json may name", () => {
  const known = manifest.contributes.taskDefinitions[0]?.properties.command.enum ?? [];
  assert.deepEqual(OFFERED.map(({ command }) => command), known);
});
