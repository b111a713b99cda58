import * as vscode from "vscode";

import { messagePage, newNonce } from "./html";
import { type Place, toEditorPlace } from "./positions";

/** One way to look at a page, beside its editor. */
export interface View {
  /** What tells this view from others, for the editor. */
  id: string;
  /** The title of its tab. */
  title: (page: string) => string;
  /** Makes the HTML; `null` while there is no server to ask. */
  render: (document: vscode.TextDocument, nonce: string) => Promise<string | null>;
}

/** How long typing must rest before an open view follows, in milliseconds. */
const REST = 500;

/** The views that are open, one for each page and way to look at it. */
export class Panels implements vscode.Disposable {
  readonly #open = new Map<string, Panel>();

  async show(view: View, document: vscode.TextDocument): Promise<void> {
    const key = `${view.id} ${document.uri.toString()}`;
    const open = this.#open.get(key);
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const panel = new Panel(view, document, () => this.#open.delete(key));
    this.#open.set(key, panel);
    await panel.update();
  }

  /** Brings all open views up to date, after the server was started anew. */
  refresh(): void {
    for (const panel of this.#open.values()) void panel.update();
  }

  dispose(): void {
    for (const panel of this.#open.values()) panel.dispose();
  }
}

class Panel implements vscode.Disposable {
  readonly #view: View;
  readonly #document: vscode.TextDocument;
  readonly #panel: vscode.WebviewPanel;
  #rest: NodeJS.Timeout | undefined;
  #round = 0;

  constructor(view: View, document: vscode.TextDocument, onClose: () => void) {
    this.#view = view;
    this.#document = document;
    const name = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1);
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    // The view may read no file at all: everything it needs is in its HTML.
    const options = { enableScripts: true, localResourceRoots: [], enableFindWidget: true };
    this.#panel = vscode.window.createWebviewPanel(view.id, view.title(name), column, options);
    const listeners = vscode.Disposable.from(
      this.#panel.webview.onDidReceiveMessage((place: Place) => this.#jump(place)),
      vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document === document) this.#updateSoon();
      }),
      vscode.workspace.onDidCloseTextDocument((closed) => {
        // The server no longer knows the page.
        if (closed === document) this.dispose();
      }),
    );
    this.#panel.onDidDispose(() => {
      clearTimeout(this.#rest);
      this.#round += 1;
      listeners.dispose();
      onClose();
    });
  }

  async update(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const html = await this.#render();
    // A later look at the page, or the end of the view, may have come meanwhile.
    if (round === this.#round) this.#panel.webview.html = html;
  }

  async #render(): Promise<string> {
    try {
      return (await this.#view.render(this.#document, newNonce())) ?? messagePage("citelint is not running.");
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return messagePage(`citelint could not look at this page: ${why}`);
    }
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #updateSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.update(), REST);
  }

  async #jump(place: Place): Promise<void> {
    const { line, character } = toEditorPlace(place, (at) => this.#document.lineAt(at).text);
    const position = new vscode.Position(line, character);
    const shown = vscode.window.visibleTextEditors.find((it) => it.document === this.#document);
    const column = shown?.viewColumn ?? vscode.ViewColumn.One;
    const editor = await vscode.window.showTextDocument(this.#document, { viewColumn: column });
    editor.selection = new vscode.Selection(position, position);
    editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
