// Bundles the extension into dist/extension.js: `--production` for a release, `--watch` to go on
// building while files change.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { context } from "esbuild";

const isProduction = process.argv.includes("--production");
const build = await context({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  // The editor supplies its own interface.
  external: ["vscode"],
  sourcemap: isProduction ? false : "inline",
  minify: isProduction,
  metafile: true,
  logLevel: "info",
});

if (process.argv.includes("--watch")) {
  await build.watch();
} else {
  const { metafile } = await build.rebuild();
  await build.dispose();
  writeFileSync("dist/licenses.txt", licences(Object.keys(metafile.inputs)));
}

/** The licences of the packages that some files of the bundle come from, as each of them asks for. */
function licences(files) {
  const folders = files.map((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const texts = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
    if (texts.length === 0) throw new Error(`${name} has no text of its licence`);
    return [`${name} ${version} (${license})`, ...texts.map((file) => readFileSync(join(folder, file), "utf8"))].join("\n\n");
  }).join(`\n${"-".repeat(72)}\n\n`);
}
