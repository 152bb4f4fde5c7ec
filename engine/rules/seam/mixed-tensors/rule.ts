import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isGradientName, layerFamily, type Typed } from "../../../semantics/kinds.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";
import { isHalfMigrated } from "../../half-migrated.ts";
import { isCertainlyOf, ofOperator } from "./operators.ts";

/** A layer of one framework that is given a tensor of the other, and an operator between tensors of both. */
export default defineRule({
  name: "mixed-tensors",
  category: "seam",
  *scan(context) {
    if (!isHalfMigrated(context)) return;
    const reports: Report[] = [];
    walkExpressions(context.model.module, (node) => {
      const report = reportOf(node, context);
      if (report) reports.push(report);
    });
    yield* reports;
  },
});

const reportOf = (node: Expression, context: Context): Report | undefined =>
  node.kind === "call" ? ofCall(node, context) : ofOperator(node, context);

function ofCall(call: Call, context: Context): Report | undefined {
  const { model, text } = context;
  const layer = model.kindOf(call.function);
  const family = takerOf(layer);
  if (!family) return undefined;
  for (const { value } of call.arguments) {
    const strange = strangeIn(value, family, context);
    if (strange) return report(family, call, strange, text, layer);
  }
  return undefined;
}

/** Whose tensors are taken: a layer's framework's, or MindSpore's by its functions and by what it makes of the user's to differentiate. torch's functions have findings of their own. */
function takerOf(callee: Typed | undefined): "torch" | "mindspore" | undefined {
  if (callee?.kind.is === "instance") return isGradientName(callee.kind.of) ? "mindspore" : layerFamily(callee.kind);
  const isFunction = (callee?.kind.is === "function" || callee?.kind.is === "class") && !callee.kind.definition;
  return isFunction && MINDSPORES.test(callee.kind.name) ? "mindspore" : undefined;
}

const MINDSPORES = /^mindspore\.((ops|mint|mint\.nn\.functional)\.[a-z]\w*|[Tt]ensor|Parameter)$/;

/** The tensor of the other framework that a value is, or one that stands in it where it is a list that is written out. */
function strangeIn(value: Expression, family: "torch" | "mindspore", context: Context): Expression | undefined {
  if (value.kind !== "list" && value.kind !== "tuple")
    return isCertainlyOf(OTHER[family], context.model.kindOf(value)) ? value : undefined;
  for (const item of value.items) {
    const strange = strangeIn(item, family, context);
    if (strange) return strange;
  }
  return undefined;
}

const OTHER = { torch: "mindspore", mindspore: "torch" } as const;

function report(
  family: "torch" | "mindspore",
  call: Call,
  value: Expression,
  text: string,
  layer: Typed | undefined,
): Report {
  const callee = text.slice(call.function.start, call.function.end);
  const argument = text.slice(value.start, value.end);
  const isLayer = layer?.kind.is === "instance" && !isGradientName(layer.kind.of);
  const [takes, raises] = isLayer ? ["A Cell", `${callee} raises, or hands it through`] : [callee, "it raises"];
  const message =
    family === "mindspore"
      ? `${takes} takes MindSpore's tensors: ${argument} is torch's, and ${raises}. Migrate what makes it, or pass ms.Tensor(${argument}.numpy()).`
      : `A torch Module takes torch's tensors: ${argument} is MindSpore's, and ${raises}. Migrate its class.`;
  const isSilent = isLayer && layer.kind.definition !== undefined;
  return {
    at: call,
    verdict: "manual",
    effect: isSilent ? "silent" : "loud",
    message,
    mend: () => ({ refused: "What makes the tensor and what takes it are migrated together." }),
  };
}
