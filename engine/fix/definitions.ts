import { type Definition, isBuiltin } from "../catalogue/definition.ts";
import type { Edit } from "../finding.ts";
import { rootAlias } from "../names.ts";
import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import type { FileModel } from "../semantics/model.ts";
import { docstringOf, writtenOut } from "./definition-text.ts";
import { boundNames, importedInside } from "./imports.ts";
import { afterLine, lineEnding } from "./lines.ts";

/** A definition in a file: the name it has there, and the edits that write it where the file does not hold it. */
export interface Written {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** Writes a definition below the file's imports, among others in the order of their names; once, however often it is used. */
export function writeDefinition(definition: Definition, { text, model }: Context): Written {
  if (isBuiltin(definition)) return { name: definition.name, edits: [] };
  const others = writtenOut({ model });
  const known = others.find((statement) => docstringOf(statement) === definition.docstring);
  if (known) return { name: known.name, edits: [] };
  const name = freeName(definition.name, model);
  const next = others.find((statement) => statement.name > name);
  const previous = others.at(-1);
  const python = pythonOf(definition, name, model).replaceAll("\n", lineEnding(text));
  const between = lineEnding(text).repeat(3);
  const written = (at: number, before: string, after: string): Written => {
    const edit = { start: at, end: at, text: before + python + after };
    return { name, edits: [{ ...edit, definition: { name, python, before, after, between } }] };
  };
  if (next) return written(next.start, "", between);
  if (previous) return written(previous.end, between, "");
  const at = belowImports(text, model);
  const missing = lineEnding(text).repeat(2 - blankLinesAfter(text, at));
  return written(at, lineEnding(text).repeat(2), lineEnding(text) + missing);
}

/** The name of a definition; another one where the file has a use of its own for it. */
function freeName(name: string, model: FileModel): string {
  const taken = takenIn({ model });
  let free = name;
  while (taken.has(free)) free = /^[A-Z]/.test(free) ? `Torch${free}` : `torch_${free}`;
  return free;
}

const takenIn = perFile(
  ({ model }: { readonly model: FileModel }) => new Set([...boundNames(model), ...importedInside(model.module)]),
);

function pythonOf({ name, python }: Definition, as: string, model: FileModel): string {
  const root = rootAlias(model);
  if (as === name && root === "ms") return python;
  return python.replace(new RegExp(`^(class|def) ${name}\\b`), `$1 ${as}`).replaceAll(/\bms\./g, `${root}.`);
}

/** Where the imports at the head of a file end. */
function belowImports(text: string, model: FileModel): number {
  const { statements } = model.module.body;
  const first = statements.findIndex((s) => s.kind === "class" || s.kind === "function");
  const head = first < 0 ? statements : statements.slice(0, first);
  const last = head.findLast((s) => s.kind === "import" || s.kind === "import-from");
  return last ? afterLine(text, last.end) : 0;
}

function blankLinesAfter(text: string, at: number): number {
  const blank = /^[ \t]*(\r\n|\n|\r)/;
  let [count, rest] = [0, text.slice(at)];
  for (let match = blank.exec(rest); match && count < 2; match = blank.exec(rest)) {
    count += 1;
    rest = rest.slice(match[0].length);
  }
  return rest === "" ? 2 : count;
}
