// What commands are told, what becomes of their answers, and what the status item says.

import assert from "node:assert/strict";
import { it } from "node:test";
import { isAnswer, outcome, withPlace } from "../src/command";
import { shown } from "../src/status";

it("tells a command about the module or the function in the editor", () => {
  const open = { uri: "file:///a.ts", cursor: { line: 3, character: 1 } };
  assert.deepEqual(withPlace("perry.why", [], open), ["file:///a.ts"]);
  assert.deepEqual(withPlace("perry.why", ["file:///b.ts"], open), ["file:///b.ts"]);
  assert.deepEqual(withPlace("perry.showIr", [], open), ["file:///a.ts", { line: 3, character: 1 }]);
  assert.equal(withPlace("perry.showIr", [], undefined), undefined);
  assert.deepEqual(withPlace("perry.cacheClean", [], open), []);
});

it("shows code as a page", () => {
  const page = outcome("perry.showLlvmIr", { exitCode: 0, stdout: "define", stderr: "" });
  assert.deepEqual(page, { kind: "page", language: "llvm", text: "define" });
});

it("shows the first line of what failed", () => {
  const failure = outcome("perry.why", { exitCode: 1, stdout: "", stderr: "error: no build yet\nmore" });
  assert.deepEqual(failure, { kind: "failure", text: "error: no build yet" });
  assert.equal(outcome("perry.why", { exitCode: null, stdout: "", stderr: "" }).kind, "failure");
});

it("notes what is done", () => {
  const note = outcome("perry.cacheClean", { exitCode: 0, stdout: "Removed .perry-cache (3 files, 1.0 KB)\n", stderr: "" });
  assert.deepEqual(note, { kind: "note", text: "Removed .perry-cache (3 files, 1.0 KB)" });
});

it("knows an answer", () => {
  assert.ok(isAnswer({ exitCode: 0, stdout: "", stderr: "" }));
  assert.ok(!isAnswer(null) && !isAnswer({ stdout: "" }) && !isAnswer("text"));
});

it("says in the status bar which perry runs", () => {
  const status = shown({ kind: "running", path: "/usr/bin/perry", origin: "PATH", version: "perry 0.1.0" });
  assert.equal(status.tooltip, "perry 0.1.0\n/usr/bin/perry (from the PATH)");
  assert.ok(!status.isWarning && shown({ kind: "missing" }).isWarning);
});
