import type { Context, Report } from "../../../rule.ts";
import { isOptimizerName, isTensor, type LayerFamily, type Typed } from "../../../semantics/kinds.ts";
import type { Argument, Call, Expression } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";
import { OTHER, WHOSE } from "../family.ts";
import { ofOptimizer } from "./called.ts";
import { heldBy } from "./held.ts";
import { familyOf, type Holding, holdingOf, type Takes } from "./holding.ts";
import { ofMethod } from "./methods.ts";

/** Calls that put what is of one framework into what is of the other, or ask it for what the other has. */
export function mixedCalls(context: Context): Report[] {
  const reports: Report[] = [];
  walkExpressions(context.model.module, (node) => {
    if (node.kind !== "call") return;
    const report = ofHolding(node, context) ?? ofMethod(node, context) ?? ofOptimizer(node, context);
    if (report) reports.push(report);
  });
  return reports;
}

function ofHolding(call: Call, context: Context): Report | undefined {
  const holding = holdingOf(call, context);
  for (const argument of holding?.given ?? []) {
    const strange = holding && strangeIn(argument.value, holding, context);
    if (strange) return report(call, { ...holding, takes: strange }, argument, context);
  }
  return undefined;
}

/** As what a value of the other framework is taken, where it is one or holds one. */
function strangeIn(value: Expression, holding: Holding, context: Context): Takes | undefined {
  if (value.kind === "list" || value.kind === "tuple") return strangeAmong(value.items, holding, context);
  if (value.kind === "call" && isDictionary(value))
    return strangeAmong(
      value.arguments.map((argument) => argument.value),
      holding,
      context,
    );
  const { family, takes } = holding;
  const { model } = context;
  const typed = model.kindOf(value);
  if (value.kind === "call" && value.function.kind === "attribute" && LISTS_PARAMETERS.test(value.function.name)) {
    const owner = familyOf(model.kindOf(value.function.value));
    if (owner) return owner === family || takes === "anything" ? undefined : "parameters";
  }
  if (takes === "tensors" && isTensor(typed))
    return typed.ground === "certain" && !typed.kind.of.startsWith(family) ? takes : undefined;
  if (takes !== "parameters" && isOptimizerOf(OTHER[family], typed)) return "optimizers";
  // A Parameter by itself is a tensor, which others speak of.
  const held = heldBy(typed).filter(({ is }) => takes !== "layers" || is === "layer");
  return held.some((one) => one.family !== family) ? takes : undefined;
}

function strangeAmong(values: readonly Expression[], holding: Holding, context: Context): Takes | undefined {
  for (const value of values) {
    const strange = strangeIn(value, holding, context);
    if (strange) return strange;
  }
  return undefined;
}

const LISTS_PARAMETERS =
  /^(named_)?parameters$|^(un)?trainable_params$|^get_parameters$|^parameters_and_names$|^parameters_dict$|^state_dict$/;

/** `dict(a=x)`, `OrderedDict([("a", x)])` */
const isDictionary = ({ function: callee }: Call): boolean =>
  (callee.kind === "name" && DICTIONARY.test(callee.id)) ||
  (callee.kind === "attribute" && callee.name === "OrderedDict");

const DICTIONARY = /^(dict|OrderedDict)$/;

const isOptimizerOf = (family: LayerFamily, typed: Typed | undefined): boolean =>
  typed?.kind.is === "instance" && isOptimizerName(typed.kind.of) && typed.kind.of.startsWith(`${family}.`);

function report(call: Call, { family, takes }: Holding, { value }: Argument, { text }: Context): Report {
  const what = text.slice(value.start, value.end).split(/\r?\n/)[0];
  const callee = text.slice(call.function.start, call.function.end);
  const [own, other] = [WHOSE[family], WHOSE[OTHER[family]]];
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
