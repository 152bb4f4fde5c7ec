import type { Mend, Refusal } from "../../../finding.ts";
import { likelyReason } from "../../../fix/likely.ts";
import type { Context, Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Expression } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";

/** MindSpore's names of torch's kinds of devices. */
const TARGETS: Readonly<Record<string, string>> = { cpu: "CPU", cuda: "GPU", npu: "Ascend" };

/** `x.device.type == "cuda"`: MindSpore's devices are words, and `type` is nothing of theirs. */
export function kindOfDevice(reference: Reference, context: Context): Report {
  return {
    at: reference.node,
    verdict: "adapted",
    effect: "loud",
    name: reference.name,
    message: "A device is a word in MindSpore: its kind is asked by ms.get_context.",
    mend: () => mend(reference, context),
  };
}

function mend(reference: Reference, context: Context): Mend | Refusal {
  const { node, statement } = reference;
  let compared: Expression | undefined;
  walkExpressions(statement, (inner) => {
    if (inner.kind === "compare" && inner.operands.length === 2 && inner.operands.includes(node))
      compared = inner.operands.find((operand) => operand !== node);
  });
  const target = compared?.kind === "string" ? TARGETS[compared.value ?? ""] : undefined;
  if (!compared || !target)
    return { refused: 'MindSpore calls it "Ascend", "GPU" or "CPU": ask ms.get_context("device_target").' };
  const quotes = context.text[compared.end - 1];
  return {
    edits: [
      { start: node.start, end: node.end, text: `${context.names.spell("mindspore.get_context")}("device_target")` },
      { start: compared.start, end: compared.end, text: `${quotes}${target}${quotes}` },
    ],
    forms: ["device:kind"],
    unsafe: likelyReason(reference, context),
  };
}
