import { type Rewrite, rewrite, rewriteSafely } from "#engine";
import type { Input } from "./inputs.ts";
import { unifiedDiff } from "./report/diff.ts";
import type { Source } from "./source.ts";
import { shortPath } from "./terminal.ts";

/** How far a rewrite goes: only what is safe, or everything that can be rewritten. */
export type Reach = "safe" | "everything";

/** A file's text rewritten. */
export function rewritten(input: Input, source: Source, reach: Reach): Rewrite {
  const { target, selection, parse } = input;
  return reach === "safe"
    ? rewriteSafely(parse, source.text, target, selection)
    : rewrite(parse, source.text, target, undefined, selection);
}

/** Shows what a rewrite changes in a file. */
export function printDiff({ path, bytes }: Input, source: Source, changed: string): void {
  if (changed !== source.text) process.stdout.write(unifiedDiff(shortPath(path), bytes, source.encode(changed)));
}
