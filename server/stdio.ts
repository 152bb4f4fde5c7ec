import { Console } from "node:console";
import { Writable } from "node:stream";

/**
 * Standard output for messages: vscode-jsonrpc writes a head and a body, each of which wakes the reader; they go out in one
 * write. Whatever logs to the console goes to standard error, since it would stand between messages.
 */
export function messageOutput(stdout: Writable = process.stdout): Writable {
  globalThis.console = new Console(process.stderr);
  let head: Buffer | undefined;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!head) {
        head = chunk;
        done();
        return;
      }
      stdout.cork();
      stdout.write(head);
      stdout.write(chunk, done);
      stdout.uncork();
      head = undefined;
    },
  });
}
