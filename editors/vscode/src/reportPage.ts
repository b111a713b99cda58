/**
 * The report as the server made it, in the colours of the editor.
 *
 * Its policy allows the style and script that it came with, by their hashes; the style that is
 * added here is allowed by its nonce, and nothing else is.
 */
export function themedReport(report: string, nonce: string): string {
  const policy = /(<meta http-equiv="Content-Security-Policy" content="[^"]*?style-src )/;
  if (!policy.test(report)) return report;
  const style = `<style nonce="${nonce}">${STYLE}</style></head>`;
  return report.replace(policy, (start) => `${start}'nonce-${nonce}' `).replace("</head>", () => style);
}

/** The report's colours by name, from those of the editor's theme. */
const STYLE = `
:root:root {
  --page: var(--vscode-editor-background); --paper: var(--vscode-editor-background); --ink: var(--vscode-editor-foreground);
  --soft: var(--vscode-descriptionForeground); --line: var(--vscode-panel-border, var(--vscode-contrastBorder));
  --deep: var(--vscode-textCodeBlock-background); --link: var(--vscode-textLink-foreground);
  --e: var(--vscode-editorError-foreground); --e-bg: color-mix(in srgb, var(--e) 12%, var(--page)); --e-mark: color-mix(in srgb, var(--e) 35%, var(--page));
  --w: var(--vscode-editorWarning-foreground); --w-bg: color-mix(in srgb, var(--w) 12%, var(--page)); --w-mark: color-mix(in srgb, var(--w) 35%, var(--page));
  --i: var(--vscode-editorInfo-foreground); --i-bg: color-mix(in srgb, var(--i) 12%, var(--page)); --i-mark: color-mix(in srgb, var(--i) 35%, var(--page));
  --ok: var(--vscode-testing-iconPassed); --ref: var(--vscode-descriptionForeground);
  --del: var(--vscode-diffEditor-removedTextBackground); --ins: var(--vscode-diffEditor-insertedTextBackground);
  --mono: var(--vscode-editor-font-family);
}
`;
