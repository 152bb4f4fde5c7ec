import type { FileModel } from "../semantics/model.ts";
import type { Block, Statement } from "../syntax/nodes.ts";
import { walkStatements } from "../syntax/walk.ts";

const known = new WeakMap<FileModel, ReadonlyMap<Statement, Block>>();

/** The statements of all suites inside the module, with the suite that each stands in. */
export function suitesOf(model: FileModel): ReadonlyMap<Statement, Block> {
  const before = known.get(model);
  if (before) return before;
  const suites = new Map<Statement, Block>();
  walkStatements(model.module.body, (statement, block) => {
    if (block !== model.module.body) suites.set(statement, block);
  });
  known.set(model, suites);
  return suites;
}

/** The suite that a statement stands in; none for statements of the module itself. */
export const suiteOf = (model: FileModel, statement: Statement): Block | undefined => suitesOf(model).get(statement);
