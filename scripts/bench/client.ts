import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

// biome-ignore lint/suspicious/noExplicitAny: messages as they are on the wire
type Json = any;

export type Mode = "pull" | "push";

/** Where a file lies that is alone in its folder. */
const ALONE = "file:///bench/file.py";

/** A language client that is as quick as it can be: what it measures is the server. */
export class Client {
  readonly #server: ChildProcess;
  readonly #answers = new Map<number, (message: Json) => void>();
  readonly #mode: Mode;
  readonly uri: string;
  #input: Buffer = Buffer.alloc(0);
  #id = 0;
  #version = 0;
  #published: { version: number; diagnostics: Json[] } = { version: 0, diagnostics: [] };
  #awaiting: (() => void)[] = [];

  constructor([program, ...args]: readonly string[], mode: Mode, uri = ALONE) {
    this.#mode = mode;
    this.uri = uri;
    this.#server = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
    this.#server.stdout!.on("data", (chunk: Buffer) => this.#read(chunk));
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
    this.#send({ method: "initialized", params: {} });
    const document = { uri: this.uri, languageId: "python", version: ++this.#version, text };
    this.#send({ method: "textDocument/didOpen", params: { textDocument: document } });
  }

  /** Replaces a range; the diagnostics that hold afterwards are for `diagnostics` to ask for. */
  change(start: [line: number, character: number], end: [line: number, character: number], text: string): void {
    const range = { start: { line: start[0], character: start[1] }, end: { line: end[0], character: end[1] } };
    const textDocument = { uri: this.uri, version: ++this.#version };
    this.#send({ method: "textDocument/didChange", params: { textDocument, contentChanges: [{ range, text }] } });
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

  async request(method: string, params: Json): Promise<Json> {
    const { result, error } = await this.ask(method, params);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  ask(method: string, params: Json): Promise<Json> {
    const id = ++this.#id;
    this.#send({ id, method, params });
    return new Promise((answer) => this.#answers.set(id, answer));
  }

  /** The most memory that the server ever had, in MB; where there is no /proc, NaN. */
  peakMemory(): number {
    try {
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.#server.pid}/status`, "utf8"))?.[1]) / 1024;
    } catch {
      return Number.NaN;
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.#server, "exit");
    await this.request("shutdown", null);
    this.#send({ method: "exit" });
    await ended;
  }

  #send(message: Json): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#server.stdin!.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  #read(chunk: Buffer): void {
    this.#input = this.#input.length ? Buffer.concat([this.#input, chunk]) : chunk;
    for (;;) {
      const header = this.#input.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(this.#input.toString("latin1", 0, Math.max(header, 0)))?.[1]);
      if (header < 0 || this.#input.length < header + 4 + length) return;
      const message = JSON.parse(this.#input.toString("utf8", header + 4, header + 4 + length));
      this.#input = this.#input.subarray(header + 4 + length);
      this.#handle(message);
    }
  }

  #handle(message: Json): void {
    if (!message.method) {
      this.#answers.get(message.id)?.(message);
      this.#answers.delete(message.id);
    } else if (message.id !== undefined) {
      const result = message.method === "workspace/configuration" ? message.params.items.map(() => null) : null;
      this.#send({ id: message.id, result });
    } else if (message.method === "textDocument/publishDiagnostics") {
      const { uri, version = this.#version, diagnostics } = message.params;
      if (uri !== this.uri) return;
      this.#published = { version, diagnostics };
      for (const done of this.#awaiting.splice(0)) done();
    }
  }
}
