import * as vscode from "vscode";

import { registerCommands } from "./commands";
import { Panels } from "./panels";
import { Server } from "./server";
import { Status } from "./status";

let server: Server | undefined;

/** Called by the editor when the first wiki page is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const status = new Status();
  const panels = new Panels();
  server = new Server(context, status);
  context.subscriptions.push(status, panels, server, registerCommands(server, panels));
  const started = server;
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      // The server asks for its own settings when they change.
      if (change.affectsConfiguration("citelint.path")) void started.restart();
    }),
  );
  await server.start();
}

/** Called by the editor when it closes, or the extension is turned off. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
