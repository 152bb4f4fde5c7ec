import type { Context } from "../../../rule.ts";
import { isOptimizerName, isSchedulerName, type Kind, type LayerFamily, type Typed } from "../../../semantics/kinds.ts";
import type { Argument, Call } from "../../../syntax/nodes.ts";
import { familyOfKind } from "../family.ts";

/** What is put into a layer, an optimizer or anything else of one framework's by a call. */
export interface Holding {
  readonly family: LayerFamily;
  readonly given: readonly Argument[];
  /** How the message names what takes it; what `setattr` sets is taken without a word. */
  readonly takes: Takes;
}

export type Takes = "layers" | "tensors" | "parameters" | "optimizers" | "anything";

const CONTAINERS = /\.(Sequential|ModuleList|ModuleDict|SequentialCell|CellList|CellDict)$/;
const PUTS_LAYERS = /^(append|extend|insert|update|add_module|register_module|insert_child_to_cell)$/;
const PUTS_TENSORS = /^(register_buffer|register_parameter|insert_param_to_cell)$/;

/** What a call puts where, if it puts anything into what is one framework's. */
export function holdingOf(call: Call, { model }: Context): Holding | undefined {
  const { function: callee, arguments: given } = call;
  if (callee.kind === "name" && callee.id === "setattr" && given.length === 3) {
    const family = familyOf(model.kindOf(given[0].value));
    return family && { family, given: given.slice(2), takes: "anything" };
  }
  const kind = model.kindOf(callee)?.kind;
  const named =
    kind && (kind.is === "class" || kind.is === "function") && !kind.definition ? ofName(kind, given) : undefined;
  if (named || callee.kind !== "attribute") return named;
  const family = familyOf(model.kindOf(callee.value));
  if (family && PUTS_LAYERS.test(callee.name)) return { family, given, takes: "layers" };
  return family && PUTS_TENSORS.test(callee.name) ? { family, given, takes: "tensors" } : undefined;
}

/** Of torch's names those that make a container, an optimizer or a scheduler; the rest have findings of their own. */
function ofName(kind: Kind & { is: "class" | "function" }, given: readonly Argument[]): Holding | undefined {
  const { name } = kind;
  if (kind.is === "class" && kind.meant) return undefined;
  const family = name.startsWith("torch.") ? "torch" : name.startsWith("mindspore.") ? "mindspore" : undefined;
  if (!family) return undefined;
  const first = given.slice(0, 1);
  if (isOptimizerName(name)) return { family, given: first, takes: "parameters" };
  if (isSchedulerName(name)) return { family, given: first, takes: "optimizers" };
  if (family === "torch" && !(CONTAINERS.test(name) && familyOfKind(kind))) return undefined;
  return HANDS_ON.test(name) ? undefined : { family, given, takes: "layers" };
}

/** What gives back what it does not know. */
const HANDS_ON = /^mindspore\.(jit|ops\.(is_\w+|depend|identity|Print|Depend))$/;

export const familyOf = (typed: Typed | undefined): LayerFamily | undefined => typed && familyOfKind(typed.kind);
