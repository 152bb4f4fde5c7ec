import { DEFINITIONS } from "../catalogue/definitions.ts";
import { perFile } from "../per-file.ts";
import type { FileModel } from "../semantics/model.ts";
import { collector } from "../syntax/collect.ts";
import type { ClassDefinition, FunctionDefinition, Statement } from "../syntax/nodes.ts";

/** Whether a statement is one of the definitions that a migration writes into files. */
export const isWrittenOut = (statement: Statement): statement is ClassDefinition | FunctionDefinition => {
  const docstring = docstringOf(statement);
  return docstring !== undefined && DOCSTRINGS.has(docstring);
};

const DOCSTRINGS: ReadonlySet<string> = new Set(DEFINITIONS.map(({ docstring }) => docstring));

/** The definitions in a file that a migration has written there. */
export const writtenOut = perFile(({ model }: { readonly model: FileModel }) => writtenIn(model.module));

const writtenIn = collector((statement) => (isWrittenOut(statement) ? [statement] : []));

/** The docstring of a class or function, where it has one. */
export function docstringOf(statement: Statement): string | undefined {
  if (statement.kind !== "class" && statement.kind !== "function") return undefined;
  const first = statement.body.statements[0];
  return first?.kind === "expression" && first.value.kind === "string" ? first.value.value : undefined;
}
