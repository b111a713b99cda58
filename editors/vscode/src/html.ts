import { randomBytes } from "node:crypto";

/** Text made safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A number used once, by which a page tells its own script and style from those in the text. */
export function newNonce(): string {
  return randomBytes(16).toString("base64url");
}
