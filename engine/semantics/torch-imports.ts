import type { ImportFrom, Statement } from "../syntax/nodes.ts";
import { suites } from "../syntax/walk.ts";
import type { Environment } from "./environment.ts";
import { isMindSporeName, isTorchName } from "./frameworks.ts";
import { layerFamily, nameBehind } from "./kinds.ts";
import type { Outside } from "./outside.ts";

/** Whose tensor something is that looks like one: torch's, torch's or MindSpore's, or of a library whose objects are none. */
export type Speech = "torch" | "either" | "neither";

type Family = "torch" | "mindspore";

/** What a module imports that has tensors. */
export function speechOf(statements: readonly Statement[], outside: Outside | undefined): Speech {
  const imports = (family: Family) => statements.some((statement) => importsOf(family, statement, outside));
  if (!imports("torch") || statements.some(importsLookAlikes)) return "neither";
  return imports("mindspore") ? "either" : "torch";
}

/** Whether the names that code uses are torch's, and none of them MindSpore's. */
export function speaksTorchAlone(names: readonly string[], env: Environment): boolean {
  const behind = names.map((name) => nameBehind(env.lookup(name)) ?? "");
  return behind.some(isTorchName) && !behind.some(isMindSporeName);
}

const LOOK_ALIKES = /^(linear_operator|torch_sparse|paddle|jittor|oneflow|megengine|tinygrad|k2)(\.|$)/;

function importsLookAlikes(statement: Statement): boolean {
  if (statement.kind === "import") return statement.names.some(({ name }) => LOOK_ALIKES.test(name));
  if (statement.kind === "import-from") return statement.level === 0 && LOOK_ALIKES.test(statement.module);
  if (statement.kind !== "if" && statement.kind !== "try") return false;
  return suites(statement).some((block) => block.statements.some(importsLookAlikes));
}

const isOf = (family: Family, name: string): boolean => (family === "torch" ? isTorchName : isMindSporeName)(name);

/** Whether a statement of the module, or one in its branches, imports something of a framework. */
function importsOf(family: Family, statement: Statement, outside: Outside | undefined): boolean {
  if (statement.kind === "import") return statement.names.some(({ name }) => isOf(family, name));
  if (statement.kind === "import-from") return importsFrom(family, statement, outside);
  if (statement.kind !== "if" && statement.kind !== "try") return false;
  return suites(statement).some((block) => block.statements.some((inner) => importsOf(family, inner, outside)));
}

/** What files are read for when they hand a framework on by a star. */
const HANDED_ON = ["torch", "nn", "mindspore", "ms"];

/** Whether names come from a framework, or what a project's file gives is of it or a class above which one of its classes stands. */
function importsFrom(
  family: Family,
  { module, level, names, star }: ImportFrom,
  outside: Outside | undefined,
): boolean {
  if (level === 0 && isOf(family, module)) return true;
  const from = outside?.module(module, level);
  if (!from) return false;
  const given = star ? HANDED_ON.map((name) => from.exported(name)) : names.map(({ name }) => from.member(name));
  return given.some((typed) => {
    const kind = typed?.kind;
    return kind !== undefined && (("name" in kind && isOf(family, kind.name)) || layerFamily(kind) === family);
  });
}
