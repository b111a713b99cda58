// Looks at the HTML report in Chromium: that pages cannot do anything in it, that it can be read
// without its script, that filters and tables work, and that people can use it.
//
//   node report.mjs [--screenshots FOLDER] [PAGE…]
//
// CITELINT names the command (target/debug/citelint), CHROMIUM the browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const citelint = process.env.CITELINT ?? join(root, "target/debug/citelint");
const places = [process.env.CHROMIUM, "/usr/lib/chromium/chromium", "/usr/bin/chromium", "/usr/bin/google-chrome"];
const executablePath = places.find((it) => it && existsSync(it));

const named = process.argv.slice(2);
const at = named.indexOf("--screenshots");
const screenshots = at < 0 ? null : resolve(named.splice(at, 2)[1]);
if (screenshots) mkdirSync(screenshots, { recursive: true });

// Whoever gets out of the page knocks here.
const server = createServer((request, response) => { knocks.push(request.url); response.end(); });
const knocks = [];
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const outside = `http://127.0.0.1:${server.address().port}`;

const folder = mkdtempSync(join(tmpdir(), "citelint-browser-"));
const reports = join(folder, "reports");
mkdirSync(reports);

/** Writes the report on some pages. */
const report = (name, pages) => {
  const path = join(reports, `${name}.html`);
  execFileSync(citelint, ["check", "--fail-on", "never", "--quiet", "--output", `html=${path}`, ...pages], { stdio: ["ignore", "ignore", "inherit"] });
  return path;
};

/** Everything that has ever run where it should not, in every place that a report shows. */
const payloads = [
  "<script>hit()</script>",
  "</script><script>hit()</script>",
  "</style><script>hit()</script>",
  "</title><script>hit()</script>",
  "</textarea><script>hit()</script>",
  "<img src=x onerror=hit()>",
  "<svg onload=hit()>",
  `<svg><style>@import '${outside}/';</style></svg>`,
  "<iframe srcdoc='<script>parent.hit()</script>'>",
  `<object data=${outside}/>`,
  `<link rel=stylesheet href=${outside}/>`,
  `<meta http-equiv=refresh content='0;url=${outside}/'>`,
  `<base href=${outside}/>`,
  `<form action=${outside}/><button autofocus>`,
  "<details open ontoggle=hit()>",
  "<input autofocus onfocus=hit()>",
  "<body onload=hit()>",
  "<a href=javascript:hit()>",
  "\" autofocus onfocus=\"hit()",
  "' onmouseover='hit()",
  "`<img src=x onerror=hit()>`",
  "--><script>hit()</script><!--",
  "<!--<script>",
  "]]><script>hit()</script>",
  "&lt;script&gt;hit()&lt;/script&gt;",
  "&#60;img src=x onerror=hit()&#62;",
  "{{{<script>hit()</script>}}}",
  "\u202e<script>hit()</script>\u2066",
  "\u001b]8;;javascript:hit()\u0007x\u001b[2J\u0000",
  "+ADw-script+AD4-hit()+ADw-/script+AD4-",
  "<math><mtext></mtext><script>hit()</script></math>",
  "<noscript><p title=\"</noscript><img src=x onerror=hit()>\">",
];
const hostile = payloads
  .map((it) => {
    const inline = it.replaceAll("\n", " ");
    const plain = inline.replaceAll(/[|{}]/g, "");
    return [
      inline,
      `== ${inline} ==`,
      `A sentence that leans on sources, among them these.<ref name="${inline}" />`,
      `<ref name='${inline}'>${inline}</ref><ref group='${inline}' nmae=${inline}>x</ref>`,
      `<ref>{{cite web |url=javascript:hit() |title=${plain} |last=${plain} |date=${plain} |access-date=${plain} |archive-date=${plain} |${plain}=1 |isbn=${plain}}}</ref>`,
      `<ref>[javascript:hit() ${plain}] https://example.org/${plain} Retrieved ${plain}</ref>`,
      `<ref>{{cite web |url=https://example.org/"onclick="hit() |title=x |access-date=2020-13-01}}</ref>`,
    ].join("\n");
  })
  .join("\n\n");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

/** Opens a report; everything that it asks for or complains about is noted. */
const open = async (path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const seen = { requests: [], complaints: [], hits: 0 };
  await page.exposeBinding("hit", () => { seen.hits += 1; });
  const url = pathToFileURL(path).href;
  context.on("request", (it) => { if (it.url().split("#")[0] !== url) seen.requests.push(it.url()); });
  page.on("console", (it) => seen.complaints.push(it.text()));
  page.on("pageerror", (it) => seen.complaints.push(it.message));
  page.on("dialog", (it) => { seen.hits += 1; it.dismiss(); });
  await page.goto(url);
  return { page, seen, close: () => context.close() };
};

let failures = 0;
const test = async (name, run) => {
  try {
    await run();
    console.log(`ok      ${name}`);
  } catch (error) {
    failures += 1;
    console.log(`FAILED  ${name}\n${error.message}`);
  }
};

const schemes = ["light", "dark"];
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const samples = join(root, "samples");
const faults = report("faults", [join(samples, "faults.wiki")]);
const pages = [["faults", faults], ["samples", report("samples", [samples])]];
pages.push(["rendered", report("rendered", [join(samples, "rendered-faults.txt"), join(samples, "rendered.txt")])]);
pages.push(["clean", report("clean", [join(samples, "clean.wiki")])]);
for (const it of named) pages.push([basename(it), report(basename(it), [it])]);
// A file name may hold nearly anything too.
const bad = join(folder, "a\"><img src=x onerror=hit()>.wiki");
writeFileSync(bad, hostile);
const attack = report("hostile", [bad]);

await test("hostile pages do nothing and ask for nothing", async () => {
  for (const options of [{}, { colorScheme: "dark" }, phone]) {
    const { page, seen, close } = await open(attack, options);
    // Whatever waits for the mouse or for the focus gets it.
    await page.evaluate(() => {
      for (const it of document.querySelectorAll("*")) {
        for (const type of ["mouseover", "focusin", "toggle", "load", "error"]) it.dispatchEvent(new Event(type, { bubbles: true }));
      }
    });
    await page.waitForTimeout(300);
    const found = await page.evaluate(() => ({
      scripts: document.querySelectorAll("script").length,
      styles: document.querySelectorAll("style, [style]").length,
      others: [...document.querySelectorAll("img, iframe, object, embed, link, base, form, video, audio, math, foreignObject, use, image")].length,
      handlers: [...document.querySelectorAll("*")].filter((it) => it.getAttributeNames().some((name) => name.startsWith("on"))).length,
      links: [...document.querySelectorAll("a")].filter((it) => !/^(https?:|file:.*#)/.test(it.href)).length,
    }));
    assert.deepEqual(found, { scripts: 1, styles: 1, others: 0, handlers: 0, links: 0 });
    assert.deepEqual(seen, { requests: [], complaints: [], hits: 0 });
    assert.deepEqual(knocks, []);
    await close();
  }
});

await test("even a hole in the escaping would let nothing run or load", async () => {
  const path = join(reports, "hole.html");
  const text = readFileSync(faults, "utf8").replace("<main", `<script>hit()</script><img src="${outside}/x.png" onerror="hit()"><style>body{background:url(${outside}/)}</style><link rel="preload" as="script" href="${outside}/x.js"><iframe src="${outside}/"></iframe><main`);
  writeFileSync(path, text);
  const { page, seen, close } = await open(path);
  await page.waitForTimeout(300);
  assert.equal(seen.hits, 0);
  assert.deepEqual(knocks, []);
  assert.ok(seen.complaints.some((it) => /Content Security Policy/.test(it)), "the policy is in force");
  await close();
});

await test("own style and script are in force, and nothing is asked for", async () => {
  for (const [name, path] of pages) {
    const { page, seen, close } = await open(path);
    assert.deepEqual(seen, { requests: [], complaints: [], hits: 0 }, name);
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(background, "rgb(250, 249, 246)", name);
    await close();
  }
});

await test("all can be read without the script", async () => {
  const { page, close } = await open(faults, { javaScriptEnabled: false });
  assert.equal(await page.locator("#bar").isVisible(), false);
  const cards = page.locator(".card");
  assert.ok((await cards.count()) > 50);
  assert.ok(await cards.first().locator(".help").isVisible());
  assert.ok(await page.locator("mark").first().isVisible());
  const closed = page.locator(".card:not([open])").first();
  await closed.locator("summary").click();
  assert.ok(await page.locator(".sort tbody tr").first().isVisible());
  await close();
});

await test("filters by severity, rule and fix", async () => {
  const { page, close } = await open(faults);
  const shown = (selector) => page.locator(`${selector}:visible`).count();
  const all = await page.locator(".card").count();
  const errors = await page.locator(".card.e").count();
  await page.click(".sev.e");
  assert.equal(await shown(".card"), all - errors);
  assert.equal(await shown(".jump li"), all - errors);
  assert.equal(await shown(".b"), all - errors);
  assert.equal(await page.locator("mark.e").count(), 0);
  assert.equal(await page.textContent("#shown"), `${all - errors} of ${all} findings`);
  await page.click(".sev.e");
  assert.equal(await shown(".card"), all);
  await page.click(".rules summary");
  await page.click("#none");
  assert.equal(await shown(".card"), 0);
  const box = page.locator("[data-rule=ref-undefined][type=checkbox]");
  await box.check();
  assert.equal(await shown(".card"), await page.locator(".card[data-rule=ref-undefined]").count());
  await page.click("#all");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".menu").isVisible(), false);
  await page.click("#fixable");
  assert.equal(await shown(".card"), await page.locator(".card[data-fix]").count());
  await page.click("#folded");
  assert.ok((await shown(".lines > div")) < (await page.locator(".lines > div").count()));
  await close();
});

await test("one finding is not called findings", async () => {
  const source = join(folder, "one.wiki");
  writeFileSync(source, "The mill burnt down.<ref name=\"fire\" />\n\n<references />\n");
  const { page, close } = await open(report("one", [source]));
  assert.equal(await page.locator(".card").count(), 1);
  assert.equal(await page.textContent("#shown"), "1 finding");
  await page.click(".sev");
  assert.equal(await page.textContent("#shown"), "0 of 1 finding");
  await close();
});

await test("buttons lead from finding to finding, into closed files too", async () => {
  const { page, close } = await open(join(reports, "samples.html"));
  assert.equal(await page.locator(".card:visible").count(), 0);
  await page.click("#next");
  const first = await page.evaluate(() => location.hash.slice(1));
  assert.ok(await page.locator(`[id="${first}"]`).isVisible());
  await page.click("#next");
  const second = await page.evaluate(() => location.hash.slice(1));
  assert.notEqual(first, second);
  await page.click("#previous");
  assert.equal(await page.evaluate(() => location.hash.slice(1)), first);
  const inView = await page.locator(`[id="${first}"]`).evaluate((it) => it.getBoundingClientRect().top >= 0 && it.getBoundingClientRect().bottom <= innerHeight);
  assert.ok(inView);
  await close();
});

await test("tables sort both ways by each column", async () => {
  const { page, close } = await open(faults);
  const heads = page.locator(".sort thead th");
  for (let column = 0; column < (await heads.count()); column++) {
    const keys = () => page.locator(".sort tbody tr").evaluateAll((rows, column) => rows.map((row) => row.cells[column].dataset.s ?? row.cells[column].textContent.trim()), column);
    await heads.nth(column).locator("button").click();
    assert.equal(await heads.nth(column).getAttribute("aria-sort"), "ascending");
    const up = (await keys()).filter((key) => key !== "");
    await heads.nth(column).locator("button").click();
    assert.equal(await heads.nth(column).getAttribute("aria-sort"), "descending");
    const down = await keys();
    const order = new Intl.Collator(undefined, { numeric: true });
    assert.deepEqual(up, [...up].sort(order.compare));
    // What is empty stays last.
    assert.deepEqual(down.filter((key) => key !== ""), [...up].sort((a, b) => order.compare(b, a)));
    assert.ok(down.slice(up.length).every((key) => key === ""));
  }
  assert.equal(await page.locator(".sort [aria-sort]").count(), 1);
  await close();
});

await test("everything can be reached by keyboard", async () => {
  const { page, close } = await open(faults);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  const reached = new Set();
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press("Tab");
    const [name, outline] = await page.evaluate(() => [document.activeElement.id || document.activeElement.className || document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]);
    assert.notEqual(outline, "none", name);
    reached.add(name);
  }
  for (const id of ["fixable", "folded", "previous", "next"]) assert.ok(reached.has(id), id);
  await close();
});

await test("no width needs sideways scrolling", async () => {
  for (const [name, path] of [...pages, ["hostile", attack]]) {
    for (const width of [320, 390, 768, 1024, 1440, 2200]) {
      const { page, close } = await open(path, { viewport: { width, height: 900 } });
      await page.evaluate(() => { for (const it of document.querySelectorAll("details:not(.rules)")) it.open = true; });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name} at ${width}: ${over} too wide`);
      await close();
    }
  }
});

await test("contrast, names and roles pass WCAG 2 AA as far as axe can tell", async () => {
  const all = [];
  for (const [name, path] of pages) {
    for (const colorScheme of schemes) {
      for (const size of [{}, phone]) {
        const { page, close } = await open(path, { colorScheme, ...size });
        await page.evaluate(() => { for (const it of document.querySelectorAll("details")) it.open = true; });
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
        const told = found.violations.map((it) => `${name} ${colorScheme} ${it.id}: ${it.nodes.length} times, ${it.nodes[0].html.slice(0, 150)} ${it.nodes[0].failureSummary}`);
        all.push(...told);
        await close();
      }
    }
  }
  assert.equal(all.join("\n"), "");
});

await test("printing shows what is closed, and no controls", async () => {
  const { page, close } = await open(faults);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#bar").isVisible(), false);
  assert.ok(await page.locator(".card:not([open]) .foot").first().isVisible());
  await close();
});

if (screenshots) {
  const looks = { light: {}, dark: { colorScheme: "dark" }, phone, plain: { javaScriptEnabled: false } };
  for (const [name, path] of pages) {
    for (const [look, options] of Object.entries(looks)) {
      const { page, close } = await open(path, options);
      for (const part of ["", ".has", ".refs", ".map", ".time"]) {
        const place = page.locator(part || "h1").first();
        if ((await place.count()) === 0 || !(await place.isVisible())) continue;
        await place.evaluate((it) => it.scrollIntoView());
        await page.screenshot({ path: join(screenshots, `${name}-${look}${part}.png`) });
      }
      await close();
    }
  }
}

await browser.close();
server.close();
rmSync(folder, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
