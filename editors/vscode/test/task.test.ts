// What tasks run.

import assert from "node:assert/strict";
import { it } from "node:test";
import { commandLine, type Definition, isDefinition, label } from "../src/task";

const SETTINGS = { entry: "", release: false };

function task(command: string, more: Partial<Definition> = {}): Definition {
  return { type: "perry", command, ...more };
}

it("names the entry of the task, else that of the settings", () => {
  assert.deepEqual(commandLine(task("compile", { entry: "a.ts" }), { ...SETTINGS, entry: "b.ts" }), ["compile", "a.ts"]);
  assert.deepEqual(commandLine(task("compile"), { ...SETTINGS, entry: "b.ts" }), ["compile", "b.ts"]);
});

it("leaves the entry to perry where perry finds it", () => {
  assert.deepEqual(commandLine(task("run"), SETTINGS), ["run"]);
  assert.equal(commandLine(task("compile"), SETTINGS), undefined);
});

it("follows the profile of the settings where code is made", () => {
  assert.deepEqual(commandLine(task("run"), { ...SETTINGS, release: true }), ["run", "--release"]);
  assert.deepEqual(commandLine(task("check"), { ...SETTINGS, release: true }), ["check"]);
});

it("gives a program's arguments behind two dashes", () => {
  const more = { entry: "a.ts", arguments: ["x", "-y"] };
  assert.deepEqual(commandLine(task("run", more), SETTINGS), ["run", "a.ts", "--", "x", "-y"]);
  assert.deepEqual(commandLine(task("compile", { entry: "a.ts", arguments: ["-o", "app"] }), SETTINGS), [
    "compile",
    "a.ts",
    "-o",
    "app",
  ]);
});

it("tells its definitions from others", () => {
  assert.ok(isDefinition({ type: "perry", command: "run", entry: "a.ts", arguments: ["b"] }));
  assert.ok(!isDefinition({ type: "npm", command: "run" }));
  assert.ok(!isDefinition({ type: "perry", command: "run", arguments: [1] }));
  assert.equal(label(task("run", { entry: "a.ts" })), "run a.ts");
});
