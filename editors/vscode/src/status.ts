import * as vscode from "vscode";

/** How the server is. */
export type State =
  | { kind: "starting" }
  | { kind: "running"; version: string; program: string }
  | { kind: "stopped" }
  | { kind: "failed"; why: string };

/** The item in the status bar, which says how the server is and leads to what can be done. */
export class Status implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("citelint", vscode.StatusBarAlignment.Right, 50);

  constructor() {
    this.#item.name = "citelint";
    this.#item.command = "citelint.showMenu";
    this.show({ kind: "starting" });
  }

  show(state: State): void {
    const { icon, tooltip } = look(state);
    this.#item.text = `$(${icon}) citelint`;
    this.#item.tooltip = tooltip;
    this.#item.backgroundColor =
      state.kind === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function look(state: State): { icon: string; tooltip: string } {
  switch (state.kind) {
    case "starting":
      return { icon: "loading~spin", tooltip: "citelint is starting" };
    case "running":
      return { icon: "references", tooltip: `citelint ${state.version} checks pages\n${state.program}` };
    case "stopped":
      return { icon: "circle-slash", tooltip: "citelint is stopped" };
    case "failed":
      return { icon: "error", tooltip: state.why };
  }
}
