// Starts Visual Studio Code with the extension and a folder of pages, and drives it as a person
// would: by its keys, its palette and its mouse.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { chromium } from "playwright-core";

const PLACES = [process.env.CHROMIUM, "/usr/lib/chromium/chromium", "/usr/bin/chromium", "/usr/bin/google-chrome"];

/** What makes the editor still, so that a test sees only what it asked for. */
const SETTINGS = {
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "editor.cursorBlinking": "solid",
  "editor.hover.delay": 100,
  "editor.accessibilitySupport": "off",
  "files.autoSave": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "window.commandCenter": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

/** Starts the editor in a folder with some files. */
export async function startEditor({ folder, files, settings, vsix, codeServer }) {
  const [workspace, user, extensions] = ["pages", "user", "extensions"].map((name) => join(folder, name));
  for (const it of [workspace, join(user, "User"), extensions]) mkdirSync(it, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, name), text);
  writeFileSync(join(user, "User/settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));

  const entry = join(codeServer, "out/node/entry.js");
  const options = ["--config", join(folder, "config.yaml"), "--user-data-dir", user, "--extensions-dir", extensions];
  execFileSync(process.execPath, [entry, ...options, "--install-extension", vsix], { stdio: "inherit" });
  const port = await freePort();
  const server = spawn(
    process.execPath,
    [entry, ...options, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", workspace],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await new Promise((done) => server.stdout.on("data", (line) => String(line).includes("HTTP server listening") && done()));

  const browser = await chromium.launch({ executablePath: PLACES.find((it) => it && existsSync(it)), args: ["--no-sandbox"] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/?folder=${workspace}`);
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  return new Editor(page, workspace, async () => {
    await browser.close();
    server.kill();
    await once(server, "exit");
  });
}

export class Editor {
  constructor(page, workspace, stop) {
    Object.assign(this, { page, workspace, stop });
  }

  /** Changes the settings of the folder. */
  configure(settings) {
    mkdirSync(join(this.workspace, ".vscode"), { recursive: true });
    writeFileSync(join(this.workspace, ".vscode/settings.json"), JSON.stringify(settings));
  }

  /** The text of a file as it stands on the disk, after what is typed has been saved. */
  async saved(name) {
    await this.page.keyboard.press("Control+s");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
    return readFileSync(join(this.workspace, name), "utf8");
  }

  /** Opens a file by its name. */
  async open(name) {
    await this.page.keyboard.press("Control+p");
    await this.pick(name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(".monaco-editor .view-lines").first().waitFor();
  }

  /** Runs a command of the palette. */
  async command(title) {
    await this.page.keyboard.press("F1");
    await this.pick(`>${title}`);
  }

  /** Types into the open list of choices, and takes the first. */
  async pick(text) {
    const input = this.page.locator(".quick-input-widget input").first();
    await input.waitFor();
    await input.fill(text);
    await this.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await this.page.waitForTimeout(500);
    await this.page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  /** Moves the cursor; both count from 1, columns in UTF-16 code units. */
  async goTo(line, column) {
    await this.page.keyboard.press("Control+g");
    const input = this.page.locator(".quick-input-widget input").first();
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await this.page.waitForTimeout(300);
    await this.page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
