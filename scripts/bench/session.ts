import { setTimeout as sleep } from "node:timers/promises";
import { Client, type Mode } from "./client.ts";
import type { BenchFile } from "./files.ts";
import type { Server } from "./servers.ts";

/** What one server took for one file: milliseconds, except for `memory`, in MB. */
export interface Times {
  /** From the start of the process to the first diagnostics. */
  readonly opening: number[];
  readonly edit: number[];
  readonly key: number[];
  readonly hover: number[];
  readonly action: number[];
  readonly memory: number;
}

const WARM_UP = 50; // edits before anything is measured
const EDITS = 60;
const KEY = 60; // ms from one key to the next
const PLACES = 30;

/** Opens a file in a server, edits it, types into it, and asks for hovers and actions. */
export async function session({ name, command }: Server, file: BenchFile, mode: Mode): Promise<Times> {
  const client = new Client(command, mode, file.place?.uri);
  const started = performance.now();
  await client.open(file.text, file.place?.root);
  let shown = (await client.diagnostics()).length;
  const opening = performance.now() - started;
  const edit: number[] = [];
  for (let i = 0; i < WARM_UP + EDITS; i++) {
    const isIn = i % 2 === 0;
    const start = performance.now();
    if (isIn) client.change([file.at, 0], [file.at, 0], file.line);
    else client.change([file.at, 0], [file.at + 1, 0], "");
    const now = (await client.diagnostics()).length;
    if (i >= WARM_UP) edit.push(performance.now() - start);
    if (isIn ? now <= shown : now >= shown)
      throw new Error(`${name} does not see the edits of ${file.name}: ${shown}, ${now}`);
    shown = now;
    await sleep(20);
  }
  const key = await type(client, file);
  const found = await client.diagnostics();
  const hover = await timeEach(placesOf(file.text), (position) =>
    client.ask("textDocument/hover", { textDocument: { uri: client.uri }, position }),
  );
  const action = await timeEach(spread(found), (one) =>
    client.ask("textDocument/codeAction", {
      textDocument: { uri: client.uri },
      range: one.range,
      context: { diagnostics: [one] },
    }),
  );
  const memory = client.peakMemory();
  await client.stop();
  return { opening: [opening], edit, key, hover, action, memory };
}

/** Types the line, one key after the other whether or not the last one was answered, and takes it back. */
async function type(client: Client, { at, line }: BenchFile): Promise<number[]> {
  const answers: Promise<number>[] = [];
  client.change([at, 0], [at, 0], "\n");
  for (const [column, character] of [...line.trimEnd()].entries()) {
    const start = performance.now();
    client.change([at, column], [at, column], character);
    answers.push(client.diagnostics().then(() => performance.now() - start));
    await sleep(Math.max(0, KEY - (performance.now() - start)));
  }
  const times = await Promise.all(answers);
  client.change([at, 0], [at + 1, 0], "");
  return times;
}

async function timeEach<T>(items: readonly T[], ask: (item: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) {
    const start = performance.now();
    await ask(item);
    times.push(performance.now() - start);
  }
  return times;
}

/** Where torch's names are called. */
function placesOf(text: string): { line: number; character: number }[] {
  const all = text.split("\n").flatMap((content, line) => {
    const match = /\b(?:nn|torch|F)\.\w+\(/.exec(content);
    return match ? [{ line, character: match.index + match[0].length - 2 }] : [];
  });
  return spread(all);
}

const spread = <T>(items: readonly T[]): T[] => {
  const count = Math.min(PLACES, items.length);
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
};
