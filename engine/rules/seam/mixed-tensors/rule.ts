import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isTensor, layerFamily, type Typed } from "../../../semantics/kinds.ts";
import type { Argument, Call } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";
import { isHalfMigrated } from "../../half-migrated.ts";

/** A layer of one framework that is given a tensor of the other. */
export default defineRule({
  name: "mixed-tensors",
  category: "seam",
  *scan(context) {
    if (!isHalfMigrated(context)) return;
    const reports: Report[] = [];
    walkExpressions(context.model.module, (node) => {
      const report = node.kind === "call" && reportOf(node, context);
      if (report) reports.push(report);
    });
    yield* reports;
  },
});

function reportOf(call: Call, { model, text }: Context): Report | undefined {
  const layer = model.kindOf(call.function);
  const family = takerOf(layer);
  const given = family && call.arguments.find(({ value }) => isOfOther(model.kindOf(value), family));
  return given && report(family, call, given, text, layer);
}

/** Whose tensors are taken: a layer's framework's, or MindSpore's by its functions. torch's functions have findings of their own. */
function takerOf(callee: Typed | undefined): "torch" | "mindspore" | undefined {
  if (callee?.kind.is === "instance") return layerFamily(callee.kind);
  const isFunction = (callee?.kind.is === "function" || callee?.kind.is === "class") && !callee.kind.definition;
  return isFunction && MINDSPORES.test(callee.kind.name) ? "mindspore" : undefined;
}

const MINDSPORES = /^mindspore\.((ops|mint|mint\.nn\.functional)\.[a-z]\w*|[Tt]ensor|Parameter)$/;

/** Only what is certain counts: what is taken for torch's tensor by its methods alone may be MindSpore's. */
const isOfOther = (typed: Typed | undefined, family: "torch" | "mindspore"): boolean =>
  isTensor(typed) && typed.ground === "certain" && !typed.kind.of.startsWith(`${family}.`);

function report(
  family: "torch" | "mindspore",
  call: Call,
  { value }: Argument,
  text: string,
  layer: Typed | undefined,
): Report {
  const callee = text.slice(call.function.start, call.function.end);
  const argument = text.slice(value.start, value.end);
  const isLayer = layer?.kind.is === "instance";
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
