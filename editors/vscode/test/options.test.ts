import assert from "node:assert/strict";
import { test } from "node:test";

import { serverOptions } from "../src/options";

test("the server is told what is set, and not what the extension acts on", () => {
  const section = { path: "/bin/citelint", trace: { server: "off" }, select: ["references"], configuration: null };
  assert.deepEqual(serverOptions(section), { select: ["references"] });
});
