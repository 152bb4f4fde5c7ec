import { frameworkOf } from "../semantics/frameworks.ts";
import type { FileModel } from "../semantics/model.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Expression } from "../syntax/nodes.ts";

/**
 * The qualified name of a dotted chain whose first name an import of a framework binds, as that import says it. A chain through
 * a module of the project has no such name.
 */
export function writtenName({ node }: Reference, model: FileModel): string | undefined {
  const names: string[] = [];
  let base = node;
  for (; base.kind === "attribute"; base = base.value) names.unshift(base.name);
  const imported = base.kind === "name" ? model.kindOf(base)?.imported : undefined;
  return imported && frameworkOf(imported) ? [imported, ...names].join(".") : undefined;
}

const BEFORE_NAME = /[(\s\\]*/y;

/** Where the first name of a dotted chain starts; without one, where the expression does. */
export function chainStart(node: Expression, text: string): number {
  const base = baseOf(node);
  if (base.kind !== "name") return base.start;
  BEFORE_NAME.lastIndex = base.start;
  BEFORE_NAME.test(text);
  return BEFORE_NAME.lastIndex;
}

const baseOf = (node: Expression): Expression =>
  node.kind === "attribute" ? baseOf(node.value) : node.kind === "call" ? baseOf(node.function) : node;
