import { readFileSync } from "node:fs";
import { Connection, type Json } from "../connection.ts";

export type Mode = "pull" | "push";

/** Where a file lies that is alone in its folder. */
const ALONE = "file:///bench/file.py";

/** A language client with one open file: what it measures is the server. */
export class Client {
  readonly #connection: Connection;
  readonly #mode: Mode;
  readonly uri: string;
  #version = 0;
  #published: { version: number; diagnostics: Json[] } = { version: 0, diagnostics: [] };
  #awaiting: (() => void)[] = [];

  constructor(command: readonly string[], mode: Mode, uri = ALONE) {
    this.#mode = mode;
    this.uri = uri;
    this.#connection = new Connection(command, { stdio: ["pipe", "pipe", "ignore"] }, (message) => this.#told(message));
  }

  /** Goes through initialization and opens the file; `root` is the folder that the editor has open. */
  async open(text: string, root = "file:///bench"): Promise<void> {
    const codeAction = {
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } },
    };
    const textDocument = {
      publishDiagnostics: { versionSupport: true },
      hover: { contentFormat: ["markdown"] },
      codeAction,
    };
    const capabilities = {
      general: { positionEncodings: ["utf-16"] },
      workspace: { configuration: true, diagnostics: { refreshSupport: true } },
      textDocument: this.#mode === "pull" ? { ...textDocument, diagnostic: {} } : textDocument,
    };
    await this.request("initialize", { processId: process.pid, rootUri: root, capabilities });
    this.#connection.notify("initialized", {});
    const document = { uri: this.uri, languageId: "python", version: ++this.#version, text };
    this.#connection.notify("textDocument/didOpen", { textDocument: document });
  }

  /** Replaces a range; the diagnostics that hold afterwards are for `diagnostics` to ask for. */
  change(start: [line: number, character: number], end: [line: number, character: number], text: string): void {
    const range = { start: { line: start[0], character: start[1] }, end: { line: end[0], character: end[1] } };
    const textDocument = { uri: this.uri, version: ++this.#version };
    this.#connection.notify("textDocument/didChange", { textDocument, contentChanges: [{ range, text }] });
  }

  /** The diagnostics of the present version, or of a later one where keys come faster than answers. */
  async diagnostics(): Promise<Json[]> {
    if (this.#mode === "pull") return this.#pull();
    const version = this.#version;
    while (this.#published.version < version) await new Promise<void>((done) => this.#awaiting.push(done));
    return this.#published.diagnostics;
  }

  async #pull(): Promise<Json[]> {
    for (;;) {
      const { result } = await this.ask("textDocument/diagnostic", { textDocument: { uri: this.uri } });
      if (result) return result.items; // else: the content was modified meanwhile
    }
  }

  request(method: string, params: Json): Promise<Json> {
    return this.#connection.request(method, params);
  }

  ask(method: string, params: Json): Promise<Json> {
    return this.#connection.ask(method, params);
  }

  /** The most memory that the server ever had, in MB; where there is no /proc, NaN. */
  peakMemory(): number {
    try {
      return (
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.#connection.server.pid}/status`, "utf8"))?.[1]) / 1024
      );
    } catch {
      return Number.NaN;
    }
  }

  async stop(): Promise<void> {
    await this.#connection.stop();
  }

  #told({ method, params }: Json): Json {
    if (method === "workspace/configuration") return params.items.map(() => null);
    if (method !== "textDocument/publishDiagnostics" || params.uri !== this.uri) return null;
    this.#published = { version: params.version ?? this.#version, diagnostics: params.diagnostics };
    for (const done of this.#awaiting.splice(0)) done();
    return null;
  }
}
