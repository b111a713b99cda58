import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient/node";

import { indexPage } from "./indexPage";
import type { Panels, View } from "./panels";
import { themedReport } from "./reportPage";
import type { Server } from "./server";

/** Registers everything that people and code lenses can ask for. */
export function registerCommands(server: Server, panels: Panels): vscode.Disposable {
  const index: View = {
    id: "citelint.index",
    title: (page) => `References of ${page}`,
    render: async (document, nonce) => {
      const refs = await server.refs(document);
      return refs && indexPage(refs, `References of ${vscode.workspace.asRelativePath(document.uri)}`, nonce);
    },
  };
  const report: View = {
    id: "citelint.report",
    title: (page) => `Report on ${page}`,
    render: async (document, nonce) => {
      const html = await server.report(document);
      return html === null ? null : themedReport(html, nonce);
    },
  };
  const commands: Record<string, (...args: never[]) => unknown> = {
    "citelint.restart": async () => {
      await server.restart();
      panels.refresh();
    },
    "citelint.showOutput": () => { server.output.show(); },
    "citelint.showIndex": () => showView(panels, index),
    "citelint.showReport": () => showView(panels, report),
    "citelint.showReferences": (uri: string, position: Position, locations: Location[]) =>
      showReferences(server, uri, position, locations),
    "citelint.showMenu": showMenu,
  };
  const registered = Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run));
  return vscode.Disposable.from(...registered);
}

async function showView(panels: Panels, view: View): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== "wikitext") {
    void vscode.window.showInformationMessage("Open a wiki page first: citelint shows what it knows of the page in the active editor.");
    return;
  }
  await panels.show(view, document);
}

/** Opens the list of places that a code lens counts. Its arguments are as the protocol has them. */
async function showReferences(server: Server, uri: string, position: Position, locations: Location[]): Promise<void> {
  const convert = server.client?.protocol2CodeConverter;
  if (convert === undefined) return;
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    convert.asUri(uri),
    convert.asPosition(position),
    locations.map((location) => convert.asLocation(location)),
  );
}

async function showMenu(): Promise<void> {
  const choices = [
    { label: "$(list-ordered) Show Reference Index", command: "citelint.showIndex" },
    { label: "$(graph) Show Report", command: "citelint.showReport" },
    { label: "$(output) Show Output", command: "citelint.showOutput" },
    { label: "$(debug-restart) Restart Server", command: "citelint.restart" },
    { label: "$(settings-gear) Open Settings", command: "workbench.action.openSettings", argument: "@ext:citelint.citelint" },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: "citelint" });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, chosen.argument);
}
