import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { colours } from "../terminal.ts";

/** A unified diff that `patch` can apply. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(path, path, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch.trimEnd().split("\n").map(coloured).join("\n");
}

function coloured(line: string): string {
  if (line.startsWith("---") || line.startsWith("+++")) return colours.bold(line);
  if (line.startsWith("@@")) return colours.cyan(line);
  if (line.startsWith("+")) return colours.green(line);
  return line.startsWith("-") ? colours.red(line) : line;
}
