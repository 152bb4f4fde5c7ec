import { type Context, defineRule, type Report } from "../../../rule.ts";
import { frameworkOf, isMindSporeName } from "../../../semantics/frameworks.ts";
import { isTensor, layerFamily, nameBehind, type Typed } from "../../../semantics/kinds.ts";
import type { Argument, Call } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";

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

/** Whether a file's own names are of both frameworks; most files' are not, and are looked at no further. */
function isHalfMigrated({ model }: Context): boolean {
  const frameworks = new Set<boolean>();
  for (const typed of model.globals.values()) {
    const name = nameBehind(typed);
    if (name && frameworkOf(name)) frameworks.add(isMindSporeName(name));
  }
  return frameworks.size === 2;
}

function reportOf(call: Call, { model, text }: Context): Report | undefined {
  const layer = model.kindOf(call.function);
  const family = layer?.kind.is === "instance" ? layerFamily(layer.kind) : undefined;
  const given = family && call.arguments.find(({ value }) => isOfOther(model.kindOf(value), family));
  return given && report(family, call, given, text, layer);
}

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
  const message =
    family === "mindspore"
      ? `A Cell takes MindSpore's tensors: ${argument} is torch's, and ${callee} raises, or hands it through. Migrate what makes it, or pass ms.Tensor(${argument}.numpy()).`
      : `A torch Module takes torch's tensors: ${argument} is MindSpore's, and ${callee} raises, or hands it through. Migrate its class.`;
  const isSilent = layer?.kind.is === "instance" && layer.kind.definition !== undefined;
  return {
    at: call,
    verdict: "manual",
    effect: isSilent ? "silent" : "loud",
    message,
    mend: () => ({ refused: "What makes the tensor and what takes it are migrated together." }),
  };
}
