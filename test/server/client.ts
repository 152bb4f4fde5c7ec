import type { SpawnOptions } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Connection, type Json } from "../../scripts/connection.ts";
import { bundled, SHORT_RUN } from "../cli/bundle.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

export type { Json };

/** What a recent editor announces. */
export const CAPABILITIES = {
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    hover: { contentFormat: ["markdown", "plaintext"] },
    publishDiagnostics: {
      versionSupport: true,
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1] },
    },
    codeAction: {
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } },
    },
  },
};

/** The same with diagnostics by pull. */
export const PULLING = { ...CAPABILITIES, textDocument: { ...CAPABILITIES.textDocument, diagnostic: {} } };

/** A language client of a few lines: it speaks to the server over stdio and remembers what it was told. */
export class Client {
  readonly #connection: Connection;
  readonly #listeners = new Set<(message: Json) => void>();
  /** Notifications and requests of the server, in order. */
  readonly received: Json[] = [];
  /** What workspace/configuration is answered with. */
  settings: Json = null;

  constructor(program: string, args: string[] = []) {
    const command = [process.execPath, ...SHORT_RUN, program, ...args, "--stdio"];
    const options = { cwd: root, stdio: ["pipe", "pipe", "inherit"] } satisfies SpawnOptions;
    this.#connection = new Connection(command, options, (message) => this.#told(message));
  }

  /** A client that is through with initialization. */
  static async start(
    capabilities: Json = CAPABILITIES,
    initializationOptions?: Json,
    settings?: Json,
  ): Promise<Client> {
    const client = new Client(await bundled("server/node.ts"));
    client.settings = settings ?? null;
    await client.request("initialize", { processId: null, rootUri: null, capabilities, initializationOptions });
    client.notify("initialized", {});
    return client;
  }

  request(method: string, params: Json): Promise<Json> {
    return this.#connection.request(method, params);
  }

  /** The whole answer, be it a result or an error. */
  ask(method: string, params: Json): Promise<Json> {
    return this.#connection.ask(method, params);
  }

  notify(method: string, params: Json): void {
    this.#connection.notify(method, params);
  }

  /** The next message of the server that fits, or one it has sent already. */
  told(method: string, fits: (params: Json) => boolean = () => true): Promise<Json> {
    const isIt = (message: Json) => message.method === method && fits(message.params);
    const known = this.received.find(isIt);
    if (known) return Promise.resolve(known.params);
    return new Promise((tell) => {
      const listener = (message: Json) => {
        if (!isIt(message)) return;
        this.#listeners.delete(listener);
        tell(message.params);
      };
      this.#listeners.add(listener);
    });
  }

  open(uri: string, text: string, version = 1): void {
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "python", version, text } });
  }

  /** Replaces ranges, each in the text that the one before left: [start line, character, end line, character, text]. */
  change(uri: string, version: number, ...changes: [number, number, number, number, string][]): void {
    const contentChanges = changes.map(([line, character, endLine, endCharacter, text]) => ({
      range: { start: { line, character }, end: { line: endLine, character: endCharacter } },
      text,
    }));
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  /** Diagnostics that were pushed for a version. */
  async pushed(uri: string, version: number): Promise<Json[]> {
    const fits = (params: Json) => params.uri === uri && params.version === version;
    return (await this.told("textDocument/publishDiagnostics", fits)).diagnostics;
  }

  /** The exit status of the server after `shutdown` and `exit`. */
  stop(): Promise<number | null> {
    return this.#connection.stop();
  }

  exited(): Promise<number | null> {
    return this.#connection.exited();
  }

  closeInput(): void {
    this.#connection.server.stdin!.end();
  }

  #told(message: Json): Json {
    this.received.push(message);
    for (const listener of [...this.#listeners]) listener(message);
    return message.method === "workspace/configuration" ? message.params.items.map(() => this.settings) : null;
  }
}
