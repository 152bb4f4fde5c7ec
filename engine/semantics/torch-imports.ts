import type { ImportFrom, Statement } from "../syntax/nodes.ts";
import { suites } from "../syntax/walk.ts";
import { isTorchName } from "./frameworks.ts";
import { layerFamily } from "./kinds.ts";
import type { Outside } from "./outside.ts";

/**
 * Whether a module imports torch, and no library whose objects have a tensor's methods without being tensors: what looks like a
 * tensor then is one.
 */
export const speaksTorch = (statements: readonly Statement[], outside: Outside | undefined): boolean =>
  statements.some((statement) => importsTorch(statement, outside)) && !statements.some(importsLookAlikes);

const LOOK_ALIKES = /^(mindspore|linear_operator|torch_sparse|paddle|jittor|oneflow|megengine|tinygrad|k2)(\.|$)/;

function importsLookAlikes(statement: Statement): boolean {
  if (statement.kind === "import") return statement.names.some(({ name }) => LOOK_ALIKES.test(name));
  if (statement.kind === "import-from") return statement.level === 0 && LOOK_ALIKES.test(statement.module);
  if (!/^(if|try)$/.test(statement.kind)) return false;
  return suites(statement).some((block) => block.statements.some(importsLookAlikes));
}

/** Whether a statement of the module, or one in its branches, imports torch. */
function importsTorch(statement: Statement, outside: Outside | undefined): boolean {
  if (statement.kind === "import") return statement.names.some(({ name }) => isTorchName(name));
  if (statement.kind === "import-from") return fromTorch(statement, outside);
  if (!/^(if|try)$/.test(statement.kind)) return false;
  return suites(statement).some((block) => block.statements.some((inner) => importsTorch(inner, outside)));
}

/** Whether names come from torch, or what a project's file gives is torch's or a class above which torch's stand. */
function fromTorch({ module, level, names, star }: ImportFrom, outside: Outside | undefined): boolean {
  if (level === 0 && isTorchName(module)) return true;
  const from = outside?.module(module, level);
  if (!from) return false;
  if (star) return from.exported("torch") !== undefined || from.exported("nn") !== undefined;
  return names.some(({ name }) => {
    const kind = from.member(name)?.kind;
    return kind !== undefined && (("name" in kind && isTorchName(kind.name)) || layerFamily(kind) === "torch");
  });
}
