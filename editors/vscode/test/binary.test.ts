import assert from "node:assert/strict";
import { delimiter, join } from "node:path";
import { test } from "node:test";

import { expandPath, findBinary } from "../src/binary";

const places = { setting: "", extension: "/ext", path: ["/a", "", "/b"].join(delimiter), platform: "linux" };
const only = (...programs: string[]) => (path: string) => programs.includes(path);

test("the program that is set comes before the others", () => {
  const found = findBinary({ ...places, setting: "/own/citelint" }, () => true);
  assert.deepEqual(found, { path: "/own/citelint", from: "setting" });
});

test("a set path that leads nowhere is told, and no other program is run in its place", () => {
  const found = findBinary({ ...places, setting: "/gone" }, only(join("/ext", "bin", "citelint")));
  assert.ok("missing" in found);
  assert.match(found.missing, /\/gone.*citelint\.path/);
});

test("the bundled program comes before one on PATH", () => {
  assert.deepEqual(findBinary(places, () => true), { path: join("/ext", "bin", "citelint"), from: "bundle" });
});

test("folders of PATH are tried in order, and the current folder never", () => {
  const asked: string[] = [];
  const found = findBinary(places, (path) => {
    asked.push(path);
    return path === join("/b", "citelint");
  });
  assert.deepEqual(found, { path: join("/b", "citelint"), from: "PATH" });
  assert.deepEqual(asked, [join("/ext", "bin", "citelint"), join("/a", "citelint"), join("/b", "citelint")]);
});

test("on Windows the program has its extension", () => {
  const found = findBinary({ ...places, platform: "win32" }, only(join("/ext", "bin", "citelint.exe")));
  assert.ok("path" in found);
});

test("without PATH it is said that there is no program", () => {
  const found = findBinary({ ...places, path: undefined }, () => false);
  assert.ok("missing" in found);
});

test("folders are put into a set path", () => {
  assert.equal(expandPath(" ~/bin/citelint ", "/home/$&", undefined), "/home/$&/bin/citelint");
  assert.equal(expandPath("~other/citelint", "/home/me", undefined), "~other/citelint");
  assert.equal(expandPath("${workspaceFolder}/target/citelint", "/home/me", "/wiki"), "/wiki/target/citelint");
});
