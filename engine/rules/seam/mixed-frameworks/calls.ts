import type { Context, Report } from "../../../rule.ts";
import { isOptimizerName, isTensor, type LayerFamily, layerFamily, type Typed } from "../../../semantics/kinds.ts";
import type { Argument, Call, Expression } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";
import { heldBy } from "./held.ts";

/** What is put into a layer or an optimizer by a call. */
interface Holding {
  readonly family: LayerFamily;
  readonly given: readonly Argument[];
  /** How the message names what takes it; what `setattr` sets is taken without a word. */
  readonly takes: "layers" | "tensors" | "parameters" | "anything";
}

/** Calls that put what is of one framework into what is of the other. */
export function mixedCalls(context: Context): Report[] {
  const reports: Report[] = [];
  walkExpressions(context.model.module, (node) => {
    const holding = node.kind === "call" ? holdingOf(node, context) : undefined;
    const strange = holding?.given.find(({ value }) => isStrange(value, holding, context));
    if (node.kind === "call" && holding && strange) reports.push(report(node, holding, strange, context));
  });
  return reports;
}

const CONTAINERS = /\.(Sequential|ModuleList|ModuleDict|SequentialCell|CellList|CellDict)$/;
const PUTS_LAYERS = /^(append|extend|insert|update|add_module|register_module|insert_child_to_cell)$/;
const PUTS_TENSORS = /^(register_buffer|register_parameter|insert_param_to_cell)$/;

function holdingOf(call: Call, { model }: Context): Holding | undefined {
  const { function: callee, arguments: given } = call;
  if (callee.kind === "name" && callee.id === "setattr" && given.length === 3) {
    const family = familyOf(model.kindOf(given[0].value));
    return family && { family, given: given.slice(2), takes: "anything" };
  }
  const kind = model.kindOf(callee)?.kind;
  if (kind?.is === "class" && !kind.definition && isOptimizerName(kind.name))
    return {
      family: kind.name.startsWith("torch.") ? "torch" : "mindspore",
      given: given.slice(0, 1),
      takes: "parameters",
    };
  if (kind?.is === "class" && CONTAINERS.test(kind.name)) {
    const family = layerFamily(kind);
    return family && { family, given, takes: "layers" };
  }
  if (callee.kind !== "attribute") return undefined;
  const family = familyOf(model.kindOf(callee.value));
  if (family && PUTS_LAYERS.test(callee.name)) return { family, given, takes: "layers" };
  return family && PUTS_TENSORS.test(callee.name) ? { family, given, takes: "tensors" } : undefined;
}

const familyOf = (typed: Typed | undefined): LayerFamily | undefined => typed && layerFamily(typed.kind);

function isStrange(value: Expression, holding: Holding, context: Context): boolean {
  if (value.kind === "list" || value.kind === "tuple")
    return value.items.some((item) => isStrange(item, holding, context));
  const { family, takes } = holding;
  const { model } = context;
  const typed = model.kindOf(value);
  if (takes === "parameters" && value.kind === "call" && value.function.kind === "attribute") {
    const owner = familyOf(model.kindOf(value.function.value));
    return owner !== undefined && owner !== family;
  }
  if (takes === "tensors" && isTensor(typed)) return typed.ground === "certain" && !typed.kind.of.startsWith(family);
  return heldBy(typed).some((held) => held.family !== family);
}

const OWNERS: Readonly<Record<LayerFamily, string>> = { torch: "torch's", mindspore: "MindSpore's" };
const OTHER: Readonly<Record<LayerFamily, LayerFamily>> = { torch: "mindspore", mindspore: "torch" };

function report(call: Call, { family, takes }: Holding, { value }: Argument, { text }: Context): Report {
  const what = text.slice(value.start, value.end).split(/\r?\n/)[0];
  const callee = text.slice(call.function.start, call.function.end);
  const [own, other] = [OWNERS[family], OWNERS[OTHER[family]]];
  const isSilent = takes === "anything";
  return {
    at: call,
    verdict: "manual",
    effect: isSilent ? "silent" : "loud",
    severity: "warning",
    message: isSilent
      ? `What is set here is ${other}, and belongs to a layer of ${own} in name only: it is neither trained nor put into a mode with it. Migrate both together.`
      : `${callee} takes ${own} ${takes} alone: ${what} is ${other}, and it raises. Migrate both together.`,
    mend: () => ({ refused: "What holds it and what is held are migrated together." }),
  };
}
