import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

// biome-ignore lint/suspicious/noExplicitAny: messages as they are on the wire
export type Json = any;

/** A language server in a process of its own, with the messages to and from it. It is as quick as it can be, since servers are measured by it. */
export class Connection {
  readonly server: ChildProcess;
  readonly #answers = new Map<number, (message: Json) => void>();
  readonly #told: (message: Json) => Json;
  #input: Buffer = Buffer.alloc(0);
  #id = 0;

  /** `told` hears every notification and request of the server; a request is answered by what it returns. */
  constructor([program, ...args]: readonly string[], options: SpawnOptions, told: (message: Json) => Json) {
    this.#told = told;
    this.server = spawn(program, args, options);
    this.server.stdout!.on("data", (chunk: Buffer) => this.#read(chunk));
  }

  /** The result of a request; an error is thrown. */
  async request(method: string, params: Json): Promise<Json> {
    const { result, error } = await this.ask(method, params);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** The whole answer to a request, be it a result or an error. */
  ask(method: string, params: Json): Promise<Json> {
    const id = ++this.#id;
    this.#send({ id, method, params });
    return new Promise((answer) => this.#answers.set(id, answer));
  }

  notify(method: string, params: Json): void {
    this.#send({ method, params });
  }

  /** The exit status of the server, once it has ended. */
  async exited(): Promise<number | null> {
    if (this.server.exitCode === null) await once(this.server, "exit");
    return this.server.exitCode;
  }

  /** The exit status of the server after `shutdown` and `exit`. */
  async stop(): Promise<number | null> {
    await this.request("shutdown", null);
    this.notify("exit", null);
    return this.exited();
  }

  #send(message: Json): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.server.stdin!.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
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
    if (message.method) {
      const result = this.#told(message);
      if (message.id !== undefined) this.#send({ id: message.id, result });
      return;
    }
    this.#answers.get(message.id)?.(message);
    this.#answers.delete(message.id);
  }
}
