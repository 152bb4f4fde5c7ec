import { Console } from "node:console";
import type { Writable } from "node:stream";
import { AbstractMessageWriter, type Message, type MessageWriter } from "vscode-languageserver/node";

/**
 * Standard output for messages. vscode-jsonrpc's own writer waits a turn before each message and writes its head and its body
 * apart, each of which wakes the reader. Whatever logs to the console goes to standard error, since it would stand between messages.
 */
export class MessageOutput extends AbstractMessageWriter implements MessageWriter {
  readonly #stdout: Writable;

  constructor(stdout: Writable = process.stdout) {
    super();
    globalThis.console = new Console(process.stderr);
    this.#stdout = stdout;
    stdout.on("error", (error) => this.fireError(error));
    stdout.on("close", () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    const length = Buffer.byteLength(body);
    const encoding = length === body.length ? "latin1" : "utf8"; // of ASCII the same, and written without a look at it
    return new Promise((done, fail) => {
      const text = `Content-Length: ${length}\r\n\r\n${body}`;
      this.#stdout.write(text, encoding, (error) => (error ? fail(error) : done()));
    });
  }

  end(): void {
    this.#stdout.end();
  }
}
