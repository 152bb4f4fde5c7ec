import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { colours } from "../terminal.ts";

/** A unified diff that `patch` can apply. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(path, path, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
  const [from, to, ...hunks] = patch.replace(/\n$/, "").split("\n");
  return [ended(from), ended(to), ...hunks].map(coloured).join("\n");
}

/** A tab tells `patch` where a name with spaces ends. */
const ended = (header: string): string => (header.includes(" ", 4) ? `${header}\t` : header);

function coloured(line: string): string {
  if (line.startsWith("---") || line.startsWith("+++")) return colours.bold(line);
  if (line.startsWith("@@")) return colours.cyan(line);
  if (line.startsWith("+")) return colours.green(line);
  return line.startsWith("-") ? colours.red(line) : line;
}
