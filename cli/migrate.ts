import { existsSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Grammar, LineIndex, type Rewrite } from "#engine";
import { commonFolder } from "./files.ts";
import { type Input, Inputs, STDIN } from "./inputs.ts";
import { Problem } from "./problem.ts";
import { printDiff, type Reach, rewritten } from "./repair.ts";
import type { Options } from "./settings.ts";
import { colours, counted, shortPath, teller } from "./terminal.ts";
import { createFile, replaceFile } from "./write.ts";

export interface MigrateOptions extends Options {
  out?: string;
  inPlace?: boolean;
  diff?: boolean;
  safeOnly?: boolean;
}

/** Puts a migrated file where it belongs; `bytes` are those it had where nothing changed. */
type Deliver = (input: Input, bytes: Uint8Array) => void;

/**
 * Migrates whole files, imports last, and says what is not safe and what is left; 0 when nothing is left to do by hand, 1
 * when something is. Below `out` files keep their place relative to the deepest folder that holds all paths.
 */
export function migrate(grammar: Grammar, paths: readonly string[], options: MigrateOptions): number {
  const inputs = new Inputs(grammar, options);
  const out = options.out === undefined ? undefined : resolve(options.out);
  const deliver = delivery(paths, options, out);
  const reach: Reach = options.safeOnly ? "safe" : "everything";
  const tell = teller(options.diff === true || paths.includes(STDIN));
  const total = { migrated: 0, copied: 0, changes: 0, left: 0 };
  const migrateOne = (input: Input): void => {
    const { source } = input;
    if (!source) {
      deliver(input, input.bytes);
      total.copied++;
      return;
    }
    const result = rewritten(input, source, reach);
    if (options.diff) printDiff(input, source, result.text);
    deliver(input, result.text === source.text ? input.bytes : source.encode(result.text));
    for (const line of reportOf(input.path, result)) tell(line);
    if (result.changes) total.migrated++;
    else total.copied++;
    total.changes += result.changes;
    total.left += result.left.length;
  };
  if (reach === "everything") inputs.rewriteTogether(paths, out);
  for (const input of inputs.read(paths, out)) inputs.attempt(input.path, () => migrateOne(input));
  tell(summary(total, inputs.scope, options));
  if (inputs.failed) return 2;
  return total.left ? 1 : 0;
}

function delivery(paths: readonly string[], options: MigrateOptions, out: string | undefined): Deliver {
  if (options.diff) return () => {};
  if (paths.includes(STDIN)) return (_, bytes) => void process.stdout.write(bytes);
  if (out !== undefined) checkFolder(out, paths, options);
  if (out === undefined && !options.inPlace) throw new Problem("say where to: --out DIR, --in-place or --diff");
  if (out === undefined) return (input, bytes) => void (bytes === input.bytes || replaceFile(input.path, bytes));
  const base = commonFolder(paths);
  return (input, bytes) => createFile(join(out, relative(base, resolve(input.path))), bytes);
}

/** A folder that holds the files themselves would have them overwritten. */
function checkFolder(out: string, paths: readonly string[], options: MigrateOptions): void {
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new Problem(`--out ${options.out} is a file`);
  if (real(out) === real(commonFolder(paths)))
    throw new Problem(`${options.out} holds the files themselves: say --in-place to rewrite them`);
}

/** Where a path leads when links are followed. */
const real = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

function* reportOf(path: string, { changes, unsafe, left, text }: Rewrite): Generator<string> {
  if (!changes && !left.length) return;
  const lines = new LineIndex(text);
  yield `${colours.bold(shortPath(path))}: ${counted(changes, "change")}`;
  for (const reason of unsafe) yield `  unsafe: ${reason}`;
  for (const { finding, reason } of left)
    yield `  line ${lines.position(finding.start).line + 1}: ${finding.rule}: ${reason}`;
}

interface Total {
  migrated: number;
  copied: number;
  changes: number;
  left: number;
}

function summary({ migrated, copied, changes, left }: Total, scope: string, { out, diff }: MigrateOptions): string {
  const where = out && !diff ? ` to ${out}` : "";
  const unchanged = copied ? ` ${counted(copied, "file")} ${out && !diff ? "copied " : ""}unchanged.` : "";
  const rest = left ? `${left} left to do by hand` : "nothing left to do by hand";
  const done = diff ? "Would migrate" : "Migrated";
  return `${done} ${counted(migrated, "file")}${where}: ${counted(changes, "change")}, ${rest}${scope}.${unchanged}`;
}
