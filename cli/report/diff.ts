import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { colours } from "../terminal.ts";

/** A unified diff of two files' bytes, which `git apply` and `patch -p1` can apply whatever these stand for. */
export function unifiedDiff(path: string, before: Uint8Array, after: Uint8Array): Uint8Array {
  const name = path.replace(/^\//, "");
  const texts = [characters(before), characters(after)] as const;
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, ...texts, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
  const [from, to, ...hunks] = patch.split("\n");
  return Buffer.from([ended(from), ended(to), ...hunks].map(coloured).join("\n"), "latin1");
}

/** Bytes as characters, one each. */
const characters = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** A tab tells `patch` where a name with spaces ends. */
const ended = (header: string): string => (header.includes(" ", 4) ? `${header}\t` : header);

function coloured(line: string): string {
  if (line.startsWith("---") || line.startsWith("+++")) return colours.bold(line);
  if (line.startsWith("@@")) return colours.cyan(line);
  if (line.startsWith("+")) return colours.green(line);
  return line.startsWith("-") ? colours.red(line) : line;
}
