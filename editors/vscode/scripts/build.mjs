// Bundles the extension into dist/extension.js: `--production` for a release, `--watch` to go on
// building while files change.

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
  logLevel: "info",
});

if (process.argv.includes("--watch")) {
  await build.watch();
} else {
  await build.rebuild();
  await build.dispose();
}
