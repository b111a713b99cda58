// Draws images/icon.png: a footnote mark, `[1]`, underlined as a finding. Run it after a change:
// `node scripts/icon.mjs`.

import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const SIZE = 128;
/** Samples for each pixel and direction, for smooth edges. */
const SAMPLES = 4;

const BACKGROUND = [29, 43, 63];
const MARK = [240, 242, 246];
const FINDING = [255, 107, 107];

/** The distance of a point from a line between two points. */
function toLine(x, y, [ax, ay, bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** The strokes of `[1]`. */
const STROKES = [
  [44, 28, 32, 28], [32, 28, 32, 80], [32, 80, 44, 80],
  [84, 28, 96, 28], [96, 28, 96, 80], [96, 80, 84, 80],
  [54, 42, 66, 30], [66, 30, 66, 78],
];

/** The finding's wave, as short lines. */
const WAVE = Array.from({ length: 64 }, (_, step) => {
  const at = (it) => [26 + (it * 76) / 64, 98 + 6 * Math.sin((it * Math.PI) / 8)];
  return [...at(step), ...at(step + 1)];
});

function colourAt(x, y) {
  const round = 24;
  const beyond = Math.hypot(Math.max(0, Math.abs(x - 64) - 64 + round), Math.max(0, Math.abs(y - 64) - 64 + round));
  if (beyond > round) return null;
  if (STROKES.some((stroke) => toLine(x, y, stroke) <= 4.5)) return MARK;
  if (WAVE.some((stroke) => toLine(x, y, stroke) <= 3)) return FINDING;
  return BACKGROUND;
}

function pixel(column, row) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const dx = ((sample % SAMPLES) + 0.5) / SAMPLES;
    const dy = (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
    const colour = colourAt(column + dx, row + dy);
    if (colour === null) continue;
    covered += 1;
    colour.forEach((value, at) => { sum[at] += value; });
  }
  if (covered === 0) return [0, 0, 0, 0];
  const alpha = Math.round((255 * covered) / (SAMPLES * SAMPLES));
  return [...sum.map((value) => Math.round(value / covered)), alpha];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
// 8 bits for each of red, green, blue and alpha.
header.set([8, 6, 0, 0, 0], 8);
const rows = Array.from({ length: SIZE }, (_, row) => [0, ...Array.from({ length: SIZE }, (_, column) => pixel(column, row)).flat()]);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk("IHDR", header),
  chunk("IDAT", deflateSync(Buffer.from(rows.flat()), { level: 9 })),
  chunk("IEND", Buffer.alloc(0)),
]);
writeFileSync(new URL("../images/icon.png", import.meta.url), png);
