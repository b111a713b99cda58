import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where the program may be, in the order in which it is looked for. */
export interface Places {
  /** The setting `citelint.path`, with folders put in; empty if it is not set. */
  setting: string;
  /** The folder of the extension, whose `bin` may hold the program. */
  extension: string;
  /** The folders of the environment variable `PATH`. */
  path: string | undefined;
  /** As `process.platform`. */
  platform: string;
}

/** The program, or why there is none. */
export type Found = { path: string; from: "setting" | "bundle" | "PATH" } | { missing: string };

/**
 * Finds the program: the one that is set, the one that came with the extension, or one on `PATH`.
 *
 * A set path that leads nowhere is a mistake to tell, so nothing else is tried in its place.
 */
export function findBinary(places: Places, isProgram: (path: string) => boolean = isExecutable): Found {
  const { setting, extension, path, platform } = places;
  const name = platform === "win32" ? "citelint.exe" : "citelint";
  if (setting !== "") {
    if (isProgram(setting)) return { path: setting, from: "setting" };
    return { missing: `There is no program at \`${setting}\`, where the setting \`citelint.path\` says it is.` };
  }
  const bundled = join(extension, "bin", name);
  if (isProgram(bundled)) return { path: bundled, from: "bundle" };
  for (const folder of (path ?? "").split(delimiter)) {
    // An empty entry would stand for the current folder, which a page could have come with.
    if (folder === "") continue;
    const program = join(folder, name);
    if (isProgram(program)) return { path: program, from: "PATH" };
  }
  return { missing: "The program `citelint` did not come with this extension, and is not on `PATH`." };
}

/** Puts folders in place of `~` and `${workspaceFolder}`, as in other settings that hold paths. */
export function expandPath(setting: string, home: string, workspace: string | undefined): string {
  const path = setting.trim().replace(/^~(?=$|[\\/])/, () => home);
  return workspace === undefined ? path : path.replaceAll("${workspaceFolder}", () => workspace);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
