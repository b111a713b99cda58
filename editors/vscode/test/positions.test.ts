import assert from "node:assert/strict";
import { test } from "node:test";

import { toEditorPlace } from "../src/positions";

const at = (line: number, column: number, text: string) => toEditorPlace({ line, column }, () => text);

test("places of the index count from 1, those of the editor from 0", () => {
  assert.deepEqual(at(1, 1, "abc"), { line: 0, character: 0 });
  assert.deepEqual(at(7, 3, "abc"), { line: 6, character: 2 });
});

test("what lies beyond the first 65,536 characters takes two code units", () => {
  assert.deepEqual(at(1, 3, "🗼🗼<ref>"), { line: 0, character: 4 });
});

test("a combining mark counts for itself, in both", () => {
  assert.deepEqual(at(1, 3, "e\u0301x"), { line: 0, character: 2 });
});

test("a place behind the end of its line is the end of the line", () => {
  assert.deepEqual(at(1, 9, "ab"), { line: 0, character: 2 });
});
