import type { Grammar } from "#engine";
import { type Input, Inputs, STDIN } from "./inputs.ts";
import { printDiff, type Reach, rewritten } from "./repair.ts";
import type { Options } from "./settings.ts";
import type { Source } from "./source.ts";
import { counted, teller } from "./terminal.ts";
import { replaceFile } from "./write.ts";

export interface FixOptions extends Options {
  unsafeFixes?: boolean;
  diff?: boolean;
}

/** Repairs files in place, by default only what is safe as a whole; 0 when nothing is left to do, 1 when something is. */
export function fix(grammar: Grammar, paths: readonly string[], options: FixOptions): number {
  const inputs = new Inputs(grammar, options);
  const reach: Reach = options.unsafeFixes ? "everything" : "safe";
  const tell = teller(options.diff === true || paths.includes(STDIN));
  const total = { changes: 0, files: 0, left: 0 };
  const repair = (input: Input, source: Source): void => {
    const { text, changes } = rewritten(input, source, reach);
    if (options.diff) printDiff(input, source, text);
    else if (input.isStdin) process.stdout.write(source.encode(text));
    else if (text !== source.text) replaceFile(input.path, source.encode(text));
    total.changes += changes;
    total.files += text === source.text ? 0 : 1;
    total.left += inputs.analyze(input, text).findings.filter(({ severity }) => severity !== "hint").length;
  };
  for (const input of inputs.read(paths)) {
    const { source } = input;
    if (source) inputs.attempt(input.path, () => repair(input, source));
    else if (input.isStdin && !options.diff) process.stdout.write(input.bytes);
  }
  const done = options.diff ? "Would make" : "Made";
  const made = `${done} ${counted(total.changes, "change")} in ${counted(total.files, "file")}`;
  tell(`${made}; ${total.left || "nothing"} left to do${inputs.scope}.`);
  if (inputs.failed) return 2;
  return total.left ? 1 : 0;
}
