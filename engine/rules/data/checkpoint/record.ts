import { LOAD, SAVE } from "../../../catalogue/definitions/checkpoints.ts";
import type { Mend } from "../../../finding.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import type { Context } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Call, Expression, FunctionDefinition, Module } from "../../../syntax/nodes.ts";
import { isSimpleName, walkExpressions, walkStatements } from "../../../syntax/walk.ts";

type Scope = FunctionDefinition | Module;

/** Whether what is saved is a dictionary of several things: written here, or "likely" where it is a parameter. */
export function recordIn(
  saved: Expression,
  { place }: Reference,
  { model }: Context,
): "certain" | "likely" | undefined {
  if (isDictionary(saved)) return "certain";
  if (saved.kind !== "name") return undefined;
  const scope = place.function ?? model.module;
  if (isMadeIn(scope, saved.id)) return "certain";
  const known = model.kindOf(saved);
  if (known?.kind.is === "collection" && known.kind.keyed) return "likely";
  const isGiven = place.function?.parameters.some(({ name }) => name === saved.id) && !known;
  return isGiven ? "likely" : undefined;
}

const isDictionary = (node: Expression | undefined): boolean =>
  node?.kind === "dictionary" || (node?.kind === "call" && isSimpleName(node.function, "dict"));

function isMadeIn(scope: Scope, name: string): boolean {
  let made = false;
  walkStatements(scope.body, (statement) => {
    if (statement.kind === "assign" && isSimpleName(statement.targets[0], name)) made = isDictionary(statement.value);
  });
  return made;
}

/** Whether what torch.load gives is read by names of things: `checkpoint["epoch"]`, `"optimizer" in checkpoint`. */
export function isReadAsRecord(call: Call, { statement, place }: Reference, { model, text }: Context): boolean {
  const target = statement.kind === "assign" && statement.value === call ? statement.targets[0] : undefined;
  const name = target && text.slice(target.start, target.end);
  const isLoaded = (node: Expression) => node === call || (name && text.slice(node.start, node.end) === name);
  let found = false;
  walkExpressions(place.function ?? model.module, (node) => {
    if (node.kind === "subscript" && isWord(node.items[0]) && isLoaded(node.value)) found = true;
    if (node.kind === "compare" && isWord(node.operands[0]) && isLoaded(node.operands[1])) found = true;
    const callee = node.kind === "call" ? node.function : undefined;
    if (callee?.kind === "attribute" && /^(get|pop)$/.test(callee.name) && isLoaded(callee.value)) found = true;
  });
  return found;
}

/** A name of one thing: those of parameters have dots, or are a layer's. */
const isWord = (node: Expression): boolean =>
  node.kind === "string" && node.value !== undefined && /^(?!(weight|bias)$)\w+$/.test(node.value);

/** `torch.save({…}, f)` → `save({…}, f)` */
export function saveRecord({ node }: Reference, ground: "certain" | "likely", context: Context): Mend {
  const { name, edits } = writeDefinition(SAVE, context);
  return {
    edits: [...edits, { start: node.start, end: node.end, text: name }],
    forms: ["checkpoint:save-record"],
    unsafe: ground === "likely" ? "what is saved may be a model, which is saved by ms.save_checkpoint" : undefined,
  };
}

/** `torch.load(f, map_location="cpu")` → `load(f)` */
export function loadRecord({ node }: Reference, call: Call, file: Expression, context: Context): Mend {
  const { name, edits } = writeDefinition(LOAD, context);
  return {
    edits: [
      ...edits,
      { start: node.start, end: node.end, text: name },
      { start: file.end, end: call.close, text: "" },
    ].filter(({ start, end, text }) => context.text.slice(start, end) !== text),
    forms: ["checkpoint:load-record"],
    unsafe: "the file must be one that was saved by this function",
  };
}
