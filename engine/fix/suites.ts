import { perFile } from "../per-file.ts";
import type { FileModel } from "../semantics/model.ts";
import type { Block, Statement } from "../syntax/nodes.ts";
import { walkStatements } from "../syntax/walk.ts";

const suitesIn = perFile(({ model }: { readonly model: FileModel }): ReadonlyMap<Statement, Block> => {
  const suites = new Map<Statement, Block>();
  walkStatements(model.module.body, (statement, block) => {
    if (block !== model.module.body) suites.set(statement, block);
  });
  return suites;
});

/** The statements of all suites inside the module, with the suite that each stands in. */
export const suitesOf = (model: FileModel): ReadonlyMap<Statement, Block> => suitesIn({ model });

/** The suite that a statement stands in; none for statements of the module itself. */
export const suiteOf = (model: FileModel, statement: Statement): Block | undefined => suitesOf(model).get(statement);
