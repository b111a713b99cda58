import { homedir } from "node:os";

import * as vscode from "vscode";
import { LanguageClient, RequestType, State as ClientState, type StaticFeature } from "vscode-languageclient/node";

import { expandPath, findBinary } from "./binary";
import { serverOptions } from "./options";
import type { RefIndex } from "./refs";
import type { Status } from "./status";

interface OfDocument {
  textDocument: { uri: string };
}

const REFS = new RequestType<OfDocument, RefIndex, undefined>("citelint/refs");
const REPORT = new RequestType<OfDocument, { html: string }, undefined>("citelint/report");

/** Tells the server that a code lens may lead to the list of places that it counts. */
const LENSES: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { commands: { commands: ["citelint.showReferences"] } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};

/** The language server, started and started anew. */
export class Server implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel("citelint", { log: true });
  readonly #context: vscode.ExtensionContext;
  readonly #status: Status;
  #client: LanguageClient | undefined;

  constructor(context: vscode.ExtensionContext, status: Status) {
    this.#context = context;
    this.#status = status;
  }

  /** The running client, for what it knows of the protocol. */
  get client(): LanguageClient | undefined {
    return this.#client;
  }

  async start(): Promise<void> {
    this.#status.show({ kind: "starting" });
    const found = findBinary({
      setting: this.#path(),
      extension: this.#context.extensionPath,
      path: process.env["PATH"],
      platform: process.platform,
    });
    if ("missing" in found) {
      this.#status.show({ kind: "failed", why: found.missing });
      this.output.error(found.missing);
      void this.#offerInstall(found.missing);
      return;
    }
    this.output.info(`${found.path} (from ${found.from})`);
    const client = new LanguageClient(
      "citelint",
      "citelint",
      { command: found.path, args: ["lsp"] },
      {
        documentSelector: [
          { language: "wikitext", scheme: "file" },
          { language: "wikitext", scheme: "untitled" },
        ],
        initializationOptions: serverOptions({ ...vscode.workspace.getConfiguration("citelint") }),
        outputChannel: this.output,
      },
    );
    this.#client = client;
    client.registerFeature(LENSES);
    client.onDidChangeState(({ newState }) => {
      if (newState === ClientState.Running) {
        const version = client.initializeResult?.serverInfo?.version ?? "";
        this.#status.show({ kind: "running", version, program: found.path });
      } else if (newState === ClientState.Stopped) {
        this.#status.show({ kind: "stopped" });
      } else {
        this.#status.show({ kind: "starting" });
      }
    });
    try {
      await client.start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#status.show({ kind: "failed", why: `citelint did not start: ${why}` });
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // A server that has crashed, or never started, cannot be asked to stop.
    if (client?.needsStop() === true) await client.stop();
    await client?.dispose();
  }

  async refs(document: vscode.TextDocument): Promise<RefIndex | null> {
    return (await this.#client?.sendRequest(REFS, ofDocument(document))) ?? null;
  }

  async report(document: vscode.TextDocument): Promise<string | null> {
    return (await this.#client?.sendRequest(REPORT, ofDocument(document)))?.html ?? null;
  }

  dispose(): void {
    this.output.dispose();
  }

  /** The setting `citelint.path`, with folders put in. */
  #path(): string {
    const setting = vscode.workspace.getConfiguration("citelint").get<string | null>("path") ?? "";
    return expandPath(setting, homedir(), vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
  }

  async #offerInstall(missing: string): Promise<void> {
    const install = "How to Install";
    const settings = "Open Settings";
    const chosen = await vscode.window.showErrorMessage(missing, install, settings);
    if (chosen === install) {
      await vscode.env.openExternal(vscode.Uri.parse("https://github.com/citelint/citelint#install"));
    } else if (chosen === settings) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "citelint.path");
    }
  }
}

function ofDocument(document: vscode.TextDocument): OfDocument {
  return { textDocument: { uri: document.uri.toString() } };
}
