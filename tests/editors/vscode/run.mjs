// What people see of citelint in Visual Studio Code: see run.sh.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startEditor } from "./editor.mjs";

const at = process.argv.indexOf("--screenshots");
const screenshots = at < 0 ? null : resolve(process.argv[at + 1]);
if (screenshots) mkdirSync(screenshots, { recursive: true });

/** Two footnotes of one name in two groups, and faults behind an emoji and a combining mark. */
const PAGE = [
  "== E\u0301toile 🗼 ==",
  '🗼 The mill stood.<ref name="mill">{{cite book |title=The Mill 🗼 |last=Orme |year=1904}}</ref>',
  'It burned 🔥.<ref name="mill" /> A note.<ref name="mill" group="note">Not the book 🗼.</ref>',
  'Again 🗼.<ref name="mill" /> <ref name="mill" group="note" />',
  "🗼 E\u0301tienne.<ref>{{cite book |tilte=Ponds |last=Reil |year=1887}}</ref>",
  'Gone 🗼.<ref name="mil" />',
  "",
  "== Notes ==",
  "{{reflist|group=note}}",
  "",
  "== References ==",
  "{{reflist}}",
  "",
].join("\r\n");

const folder = mkdtempSync(join(tmpdir(), "citelint-vscode-"));
const editor = await startEditor({
  folder,
  files: { "mill.wiki": PAGE, "citelint.toml": "" },
  settings: { "citelint.path": resolve(process.env.CITELINT) },
  vsix: process.env.VSIX,
  codeServer: process.env.CODE_SERVER,
});
const { page } = editor;
page.setDefaultTimeout(15_000);

let passed = 0;
let failed = 0;
/** One thing that people see or do. */
async function sees(what, look) {
  try {
    await look();
    passed += 1;
    console.log(`ok: ${what}`);
  } catch (error) {
    failed += 1;
    console.log(`failed: ${what}\n${error.stack}`);
  }
  if (screenshots) await page.screenshot({ path: join(screenshots, `${String(passed + failed).padStart(2, "0")} ${what}.png`) });
}

/** The column of some text in a line of the page, as the editor counts: from 1, in code units. */
const columnOf = (line, text) => PAGE.split("\r\n")[line - 1].indexOf(text) + 1;

await editor.open("mill.wiki");

await sees("the state in the status bar", async () => {
  await page.locator('[id="citelint.citelint.citelint"]', { hasText: "citelint" }).waitFor();
  await page.locator('[id="citelint.citelint.citelint"] .codicon-references').waitFor({ timeout: 30_000 });
});

await sees("a squiggle under the fault", async () => {
  await page.locator(".squiggly-error").first().waitFor({ timeout: 30_000 });
});

await sees("a row of the problems", async () => {
  await editor.command("Problems: Focus on Problems View");
  const row = page.locator(".markers-panel .monaco-list-row", { hasText: "no footnote defines `mil`" });
  await row.waitFor();
  assert.match(await row.innerText(), /ref-undefined/);
  assert.match(await row.innerText(), new RegExp(`Ln 6, Col ${columnOf(6, "name=")}`));
});

await sees("what a footnote says, over a use of it", async () => {
  await editor.command("View: Focus Active Editor Group");
  await editor.goTo(3, columnOf(3, 'name="mill"') + 7);
  await editor.command("Show or Focus Hover");
  const hover = page.locator(".monaco-hover-content", { hasText: "The Mill 🗼" });
  await hover.waitFor();
  await page.waitForTimeout(500);
});

await sees("names of footnotes while typing one", async () => {
  await page.keyboard.press("Escape");
  await editor.goTo(6, 99);
  await page.keyboard.type(' <ref name="');
  const row = page.locator(".suggest-widget .monaco-list-row", { hasText: "mill" }).first();
  await row.waitFor();
  await page.waitForTimeout(500);
});

await sees("the completed name in the text", async () => {
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  const text = await editor.saved("mill.wiki");
  assert.match(text.split("\r\n")[5], /^Gone 🗼\.<ref name="mil" \/> <ref name="mill"/);
});

await sees("a name changed in all its uses, and in no other group", async () => {
  await editor.goTo(4, columnOf(4, "mill") + 1);
  await page.keyboard.press("F2");
  const box = page.locator(".rename-box input");
  await box.waitFor();
  assert.equal(await box.inputValue(), "mill");
  await box.fill("windmill");
  if (screenshots) await page.screenshot({ path: join(screenshots, "rename box.png") });
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "hidden" });
  await page.waitForTimeout(500);
  const lines = (await editor.saved("mill.wiki")).split("\r\n");
  assert.match(lines[1], /<ref name="windmill">/);
  assert.match(lines[2], /<ref name="windmill" \/> A note\.<ref name="mill" group="note">/);
  assert.match(lines[3], /<ref name="windmill" \/> <ref name="mill" group="note" \/>/);
});

await sees("quick fixes of a fault", async () => {
  await editor.goTo(5, columnOf(5, "tilte") + 1);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row", { hasText: "Write `title`" }).first().waitFor();
  await page.waitForTimeout(500);
});

await sees("the fault fixed, and its squiggle gone", async () => {
  assert.match(await page.locator(".action-widget .monaco-list-row.focused").innerText(), /Write `title`/);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(500);
  assert.match((await editor.saved("mill.wiki")).split("\r\n")[4], /\{\{cite book \|title=Ponds/);
  await page.locator(".markers-panel .monaco-list-row", { hasText: "tilte" }).waitFor({ state: "detached" });
});

await sees("how often a footnote is used, above it, and where", async () => {
  const lens = page.locator(".codelens-decoration a", { hasText: "3 uses" }).first();
  await lens.waitFor();
  await lens.click();
  await page.locator(".peekview-title", { hasText: "(3)" }).waitFor();
  await page.waitForTimeout(1000);
});

await sees("the reference index", async () => {
  await page.keyboard.press("Escape");
  await editor.command("citelint: Show Reference Index");
  const view = await frameWith("table");
  assert.match(await view.locator("tbody").innerText(), /windmill[\s\S]*Orme\. The Mill/);
  await view.locator("tr", { hasText: "Not the book" }).locator("button").first().click();
  await page.locator(".statusbar-item", { hasText: /Ln 3, Col \d+/ }).waitFor();
});

await sees("the report in the colours of the editor", async () => {
  await editor.command("citelint: Show Report");
  const light = await coloursOf(await frameWith("header.top"));
  assert.equal(light.page, light.editor);
  await editor.command("Preferences: Toggle between Light/Dark Themes");
  await page.waitForTimeout(1000);
  const dark = await coloursOf(await frameWith("header.top"));
  assert.equal(dark.page, dark.editor);
  assert.notEqual(dark.page, light.page);
});

await sees("the index follow what is typed", async () => {
  await page.locator(".tab", { hasText: "mill.wiki" }).first().click();
  await editor.goTo(6, columnOf(6, "mil") + 3);
  await page.keyboard.type("ler");
  await page.locator(".tab", { hasText: "References of mill.wiki" }).click();
  await (await frameWith("tbody")).locator("code", { hasText: "miller" }).waitFor();
});

await sees("that there is no program, and where to get it", async () => {
  editor.configure({ "citelint.path": "/nowhere/citelint" });
  await page.locator(".notification-list-item", { hasText: "There is no program at `/nowhere/citelint`" }).waitFor();
  await page.locator(".notification-list-item a", { hasText: "How to Install" }).waitFor();
  await page.locator('[id="citelint.citelint.citelint"] .codicon-error').waitFor();
});

await sees("the server at work again once the setting is mended", async () => {
  editor.configure({ "citelint.path": resolve(process.env.CITELINT) });
  await page.locator('[id="citelint.citelint.citelint"] .codicon-references').waitFor();
  await page.locator(".squiggly-error").first().waitFor();
});

/** The background of a view, and that of the editor's theme. */
function coloursOf(frame) {
  return frame.locator("body").evaluate((body) => {
    const probe = document.createElement("i");
    probe.style.setProperty("color", "var(--vscode-editor-background)");
    body.append(probe);
    const colours = { page: getComputedStyle(body).backgroundColor, editor: getComputedStyle(probe).color };
    probe.remove();
    return colours;
  });
}

/** The frame of a view that has an element, once it is there. */
async function frameWith(selector) {
  for (let tries = 0; tries < 100; tries += 1) {
    for (const frame of page.frames()) {
      if (frame !== page.mainFrame() && (await frame.locator(selector).count().catch(() => 0)) > 0) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no view has ${selector}`);
}

await editor.stop();
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
