// Which perry is taken: the project's own before the setting before the PATH.

import assert from "node:assert/strict";
import { it } from "node:test";
import { findBinary, notFound, type Surroundings } from "../src/binary";

function surroundings(files: string[], setting = ""): Surroundings {
  return {
    folder: "/home/me/app/web",
    setting,
    searchPath: "/usr/local/bin:relative:/usr/bin",
    isWindows: false,
    isExecutable: (file) => files.includes(file),
  };
}

const OF_PATH = "/usr/bin/perry";
const OF_SETTING = "/opt/perry";
const OF_PARENT = "/home/me/app/node_modules/.bin/perry";
const OF_PROJECT = "/home/me/app/web/node_modules/.bin/perry";

it("takes the project's own first", () => {
  const found = findBinary(surroundings([OF_PATH, OF_SETTING, OF_PARENT, OF_PROJECT], OF_SETTING));
  assert.deepEqual(found, { path: OF_PROJECT, origin: "project" });
});

it("takes that of a folder above", () => {
  const found = findBinary(surroundings([OF_PATH, OF_SETTING, OF_PARENT], OF_SETTING));
  assert.deepEqual(found, { path: OF_PARENT, origin: "project" });
});

it("takes the setting before the PATH", () => {
  const found = findBinary(surroundings([OF_PATH, OF_SETTING], OF_SETTING));
  assert.deepEqual(found, { path: OF_SETTING, origin: "setting" });
});

it("reads a relative setting from the folder", () => {
  const found = findBinary(surroundings(["/home/me/app/web/tools/perry"], "tools/perry"));
  assert.equal(found?.path, "/home/me/app/web/tools/perry");
});

it("takes the PATH last, and only its absolute folders", () => {
  assert.deepEqual(findBinary(surroundings([OF_PATH, "relative/perry"])), { path: OF_PATH, origin: "PATH" });
});

it("says where it has looked", () => {
  assert.equal(findBinary(surroundings([])), undefined);
  assert.match(notFound(surroundings([], OF_SETTING)), /names `\/opt\/perry`/);
});
