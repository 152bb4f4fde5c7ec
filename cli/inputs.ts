import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  type Analysis,
  analyze,
  forgetFiles,
  type Grammar,
  LineIndex,
  type Parse,
  type ParsedFile,
  Project,
  ProjectFile,
  type Selection,
  type Target,
} from "#engine";
import { DiskFiles } from "#server/files/disk.ts";
import { SettingsError } from "#server/settings/names.ts";
import { pythonFiles, reasonOf } from "./files.ts";
import { Parsed } from "./parsed.ts";
import { Problem } from "./problem.ts";
import { type Options, Settings } from "./settings.ts";
import { decode, type Source } from "./source.ts";

/** A file that was read. */
export interface Input {
  /** As it is called in messages. */
  readonly path: string;
  readonly isStdin: boolean;
  readonly bytes: Uint8Array;
  /** Absent where the file cannot have to do with torch or MindSpore. */
  readonly source?: Source;
  readonly target: Target;
  readonly selection: Selection;
  /** Parses a text as that of this file in its project. */
  readonly parse: Parse;
}

/** Standard input, where it is asked for in place of a path. */
export const STDIN = "-";

/** Reads and analyses files one after the other; what cannot be done is said on stderr and remembered. */
export class Inputs {
  readonly #options: Options;
  readonly #settings: Settings;
  readonly #parsed: Parsed;
  readonly #project: Project;
  readonly #parsedOnce = new Set<string>();
  readonly #complaints = new Set<string>();
  /** Whether something could not be done. */
  failed = false;

  constructor(grammar: Grammar, options: Options) {
    this.#options = options;
    this.#settings = new Settings(options);
    this.#parsed = new Parsed(grammar);
    this.#project = new Project(
      new DiskFiles({
        parse: (text) => this.#parsed.keep(text),
        isExcluded: (path) => this.#settings.isExcluded(path),
        roots: () => [process.cwd()],
      }),
    );
  }

  /** What a summary speaks of, where something could not be done. */
  get scope(): string {
    return this.failed ? " in the rest" : "";
  }

  readonly complain = (path: string, message: string): void => {
    const complaint = `${path}: ${message}\n`;
    if (!this.#complaints.has(complaint)) process.stderr.write(complaint);
    this.#complaints.add(complaint);
    this.failed = true;
  };

  /** Every file that paths stand for, read, except those below a folder that is left out. */
  *read(paths: readonly string[], leftOut?: string): Generator<Input> {
    if (paths.includes(STDIN)) yield* this.#readFile(this.#options.stdinFilename ?? "<stdin>", 0);
    for (const path of this.#files(paths, leftOut)) {
      yield* this.#readFile(path, path);
      forgetFiles();
    }
  }

  /** Takes it that all these files will be rewritten, so that none has to get along with another as it was. */
  rewriteTogether(paths: readonly string[], leftOut?: string): void {
    this.#project.rewriteTogether([...this.#files(paths, leftOut)].map(nameOf));
  }

  /** Does something with an input; an error there is said and does not end the run. */
  attempt(path: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      if (error instanceof SettingsError) throw error;
      this.complain(path, messageOf(error));
    }
  }

  analyze({ target, selection, parse }: Input, text: string): Analysis {
    return analyze(parse(text), target, selection);
  }

  #files(paths: readonly string[], leftOut?: string): Iterable<string> {
    const isExcluded = (path: string) => path === leftOut || this.#settings.isExcluded(path);
    const named = paths.filter((path) => path !== STDIN);
    return pythonFiles(named, isExcluded, this.complain);
  }

  *#readFile(path: string, from: string | number): Generator<Input> {
    const read: Input[] = [];
    this.attempt(path, () => {
      const bytes = readFileSync(from);
      const name = nameOf(path);
      const source = concerns(bytes) || this.#project.concernsFramework(name) ? decode(bytes) : undefined;
      const parse = (text: string) => this.#parse(path, text);
      read.push({ path, isStdin: from === 0, bytes, source, parse, ...this.#settings.of(path) });
    });
    yield* read;
  }

  /** The first text is what the file says to others, whatever it becomes. */
  #parse(path: string, text: string): ParsedFile {
    const file = this.#parsed.take(text);
    const name = nameOf(path);
    if (!this.#parsedOnce.has(name)) warnOfErrors(path, file);
    this.#parsedOnce.add(name);
    this.#project.note(name, file);
    return new ProjectFile(file, this.#project, name);
  }
}

/** What is found in code that is no Python is still told, and still rewritten: people work on such files. */
function warnOfErrors(path: string, { text, module: { errors, repairs } }: ParsedFile): void {
  if (errors.length + repairs.length === 0) return;
  const places = [...errors, ...repairs].map(({ start }) => start);
  const { line } = new LineIndex(text).position(Math.min(...places, text.length));
  process.stderr.write(
    `${path}:${line + 1}: cannot be parsed here; what is told of the code around it may be incomplete\n`,
  );
}

/** A file as its project knows it. */
const nameOf = (path: string): string => resolve(path).replaceAll("\\", "/");

/** A quick look at the bytes that spares most files the rest; UTF-16 has to be decoded first. */
function concerns(bytes: Buffer): boolean {
  const isUtf16 = bytes.length > 1 && bytes[0] + bytes[1] === 0xfe + 0xff;
  return isUtf16 || bytes.includes("torch") || bytes.includes("mindspore");
}

function messageOf(error: unknown): string {
  if (error instanceof Problem) return error.message;
  if (error instanceof RangeError && /call stack/.test(error.message)) return "nested too deeply to be analysed";
  return (error as NodeJS.ErrnoException).code ? reasonOf(error) : `could not be analysed: ${(error as Error).message}`;
}
