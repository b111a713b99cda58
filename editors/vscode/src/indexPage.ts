import { escapeHtml } from "./html";
import { describe, type Footnote, type Range, type RefIndex } from "./refs";

/**
 * The reference index of a page as a table, whose places lead into the editor.
 *
 * The page loads nothing, and runs no script but its own, whatever the article holds.
 */
export function indexPage(index: RefIndex, title: string, nonce: string): string {
  const footnotes = index.files.flatMap((file) => file.footnotes);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${footnotes.length === 0 ? "<p>This page has no footnotes.</p>" : table(footnotes)}
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}

function table(footnotes: Footnote[]): string {
  const groups = footnotes.some(({ group }) => group !== "");
  const head = ["No.", ...(groups ? ["Group"] : []), "Name", "Source", "Defined", "Used"];
  return `<table>
<thead><tr>${head.map((it) => `<th scope="col">${it}</th>`).join("")}</tr></thead>
<tbody>
${footnotes.map((footnote) => row(footnote, groups)).join("\n")}
</tbody>
</table>`;
}

function row(footnote: Footnote, groups: boolean): string {
  const problems = footnote.problems.map((rule) => ` <span class="problem">${escapeHtml(rule)}</span>`).join("");
  const cells = [
    escapeHtml(footnote.label),
    ...(groups ? [escapeHtml(footnote.group)] : []),
    footnote.name === null ? "" : `<code>${escapeHtml(footnote.name)}</code>`,
    `${escapeHtml(describe(footnote))}${problems}`,
    footnote.definition === null ? "nowhere" : place(footnote.definition),
    footnote.uses.map(place).join(" "),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function place({ start: { line, column } }: Range): string {
  return `<button type="button" data-line="${line}" data-column="${column}" aria-label="Line ${line}">${line}</button>`;
}

const STYLE = `
body { color: var(--vscode-editor-foreground); font: var(--vscode-font-size)/1.5 var(--vscode-font-family); padding: 0 1.5rem 2rem; }
h1 { font-size: 1.3em; font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, currentColor)); padding: .35em .8em .35em 0; text-align: left; vertical-align: top; overflow-wrap: break-word; }
td:first-child { white-space: nowrap; }
th { color: var(--vscode-descriptionForeground); font-weight: 600; white-space: nowrap; }
code { font-family: var(--vscode-editor-font-family); }
button { background: none; border: 0; color: var(--vscode-textLink-foreground); cursor: pointer; font: inherit; padding: 0 .2em; }
button:hover { color: var(--vscode-textLink-activeForeground); text-decoration: underline; }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
.problem { border: 1px solid var(--vscode-editorWarning-foreground); border-radius: 3px; color: var(--vscode-editorWarning-foreground); font-size: .85em; padding: 0 .35em; white-space: nowrap; }
`;

const SCRIPT = `
const editor = acquireVsCodeApi();
addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-line]");
  if (button) editor.postMessage({ line: Number(button.dataset.line), column: Number(button.dataset.column) });
});
`;
