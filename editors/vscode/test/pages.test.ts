import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { messagePage } from "../src/html";
import { indexPage } from "../src/indexPage";
import { describe, type Footnote, type RefIndex } from "../src/refs";
import { themedReport } from "../src/reportPage";

const range = (line: number, column: number) => ({ start: { line, column }, end: { line, column: column + 9 } });
const footnote: Footnote = { label: "1", group: "", name: "mill", definition: range(3, 8), uses: [range(5, 2)], problems: [] };
const index = (...footnotes: Footnote[]): RefIndex => ({ files: [{ path: "mill.wiki", footnotes }] });

test("places of a footnote can be chosen", () => {
  const page = indexPage(index(footnote), "References", "n");
  assert.match(page, /data-line="3" data-column="8"/);
  assert.match(page, /data-line="5" data-column="2"/);
});

test("nothing of an article is taken for markup", () => {
  const hostile = `</td><script>alert("x")</script>'`;
  const page = indexPage(
    index({ ...footnote, label: hostile, group: hostile, name: hostile, text: hostile, problems: [hostile] }),
    hostile,
    "n",
  );
  assert.equal(page.includes(hostile), false);
  assert.equal(page.match(/<script/g)?.length, 1);
});

test("only the page's own style and script are allowed", () => {
  const page = indexPage(index(), "References", "n0nce");
  assert.match(page, /default-src 'none'; style-src 'nonce-n0nce'; script-src 'nonce-n0nce'; base-uri 'none'; form-action 'none'/);
  assert.equal(/style=|onclick=|src=/.test(page), false);
});

test("a page without footnotes says so", () => {
  assert.match(indexPage(index(), "References", "n"), /no footnotes/);
});

test("groups have a column only where there are groups", () => {
  assert.doesNotMatch(indexPage(index(footnote), "References", "n"), /Group/);
  assert.match(indexPage(index(footnote, { ...footnote, group: "note" }), "References", "n"), /Group/);
});

test("a source is described by its citation, else by its text", () => {
  const citation = { authors: [{ family: "Orme", given: "Ada" }, { family: "Reil" }], title: "Mills", publisher: "Harrow", date: "1904" };
  assert.equal(describe({ ...footnote, citation }), "Orme, Ada; Reil. Mills. Harrow. 1904");
  assert.equal(describe({ ...footnote, citation: { url: "https://example.org/" } }), "https://example.org/");
  assert.equal(describe({ ...footnote, text: "Mill ledger, p. 3." }), "Mill ledger, p. 3.");
});

const REPORT = `<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-a'; script-src 'sha256-b'"></head><body></head></body>`;

test("the added style of a report is allowed by its nonce, and no other is", () => {
  const page = themedReport(REPORT, "n0nce");
  assert.match(page, /style-src 'nonce-n0nce' 'sha256-a'; script-src 'sha256-b'"/);
  assert.equal(page.match(/<style nonce="n0nce">/g)?.length, 1);
});

test("a report whose policy is not known is left as it is", () => {
  assert.equal(themedReport("<head></head>", "n"), "<head></head>");
});

test("the policy of the reports of this repository is known", () => {
  const policy = readFileSync("../../src/report/html/policy.txt", "utf8").trim();
  const report = `<head><meta http-equiv="Content-Security-Policy" content="${policy}"></head>`;
  assert.match(themedReport(report, "n0nce"), /style-src 'nonce-n0nce' 'sha256-/);
});

test("a message is text, and its page may load nothing", () => {
  const page = messagePage("<img src=x>");
  assert.equal(page.includes("<img"), false);
  assert.match(page, /content="default-src 'none'"/);
});
