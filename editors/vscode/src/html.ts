import { randomBytes } from "node:crypto";

/** Text made safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A number used once, by which a page tells its own script and style from those in the text. */
export function newNonce(): string {
  return randomBytes(16).toString("base64url");
}

/** A page that holds nothing but a sentence. */
export function messagePage(message: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>citelint</title>
</head>
<body><p>${escapeHtml(message)}</p></body>
</html>`;
}
