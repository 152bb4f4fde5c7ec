import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { bundled } from "../cli/bundle.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: a test looks into messages as they are on the wire
export type Json = any;

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
  readonly #server: ChildProcess;
  readonly #answers = new Map<number, (message: Json) => void>();
  readonly #listeners = new Set<(message: Json) => void>();
  #input: Buffer = Buffer.alloc(0);
  #id = 0;
  /** Notifications and requests of the server, in order. */
  readonly received: Json[] = [];
  /** What workspace/configuration is answered with. */
  settings: Json = null;

  constructor(program: string, args: string[] = []) {
    this.#server = spawn(process.execPath, [program, ...args, "--stdio"], {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#server.stdout!.on("data", (chunk: Buffer) => this.#read(chunk));
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

  async request(method: string, params: Json): Promise<Json> {
    const { result, error } = await this.ask(method, params);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** The whole answer, be it a result or an error. */
  ask(method: string, params: Json): Promise<Json> {
    const id = ++this.#id;
    this.#send({ id, method, params });
    return new Promise((answer) => this.#answers.set(id, answer));
  }

  notify(method: string, params: Json): void {
    this.#send({ method, params });
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
  async stop(): Promise<number | null> {
    await this.request("shutdown", null);
    this.notify("exit", null);
    return this.exited();
  }

  async exited(): Promise<number | null> {
    if (this.#server.exitCode === null) await once(this.#server, "exit");
    return this.#server.exitCode;
  }

  closeInput(): void {
    this.#server.stdin!.end();
  }

  #send(message: Json): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#server.stdin!.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk: Buffer): void {
    this.#input = Buffer.concat([this.#input, chunk]);
    for (;;) {
      const header = this.#input.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(this.#input.subarray(0, header).toString())?.[1]);
      if (header < 0 || this.#input.length < header + 4 + length) return;
      const body = this.#input.subarray(header + 4, header + 4 + length).toString();
      this.#input = this.#input.subarray(header + 4 + length);
      this.#handle(JSON.parse(body));
    }
  }

  #handle(message: Json): void {
    if (!message.method) {
      this.#answers.get(message.id)?.(message);
      return;
    }
    this.received.push(message);
    if (message.id !== undefined) this.#send({ id: message.id, result: this.#answerTo(message) });
    for (const listener of [...this.#listeners]) listener(message);
  }

  #answerTo({ method, params }: Json): Json {
    return method === "workspace/configuration" ? params.items.map(() => this.settings) : null;
  }
}
