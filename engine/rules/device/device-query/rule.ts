import type { Mend, Refusal } from "../../../finding.ts";
import { removeStatement } from "../../../fix/imports.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { available, QUESTIONS } from "./available.ts";
import { kindOfDevice } from "./kind.ts";
import { device } from "./named.ts";
import { NEEDLESS, needless } from "./needless.ts";
import { CHOICES, chooses } from "./numbered.ts";
import { unusedTarget } from "./unused.ts";

/** Asking for or describing a device: MindSpore runs on the device that is set, the best there is by default. */
export default defineRule({
  name: "device-query",
  category: "device",
  phase: "structure",
  owns: [
    "torch.device",
    "torch.device.type",
    "torch.Tensor.device",
    "mindspore.Tensor.device",
    ...QUESTIONS,
    ...CHOICES,
    ...NEEDLESS,
  ],
  find(reference, context) {
    if (reference.name === "torch.device.type") return kindOfDevice(reference, context);
    if (reference.receiver) return deviceOf(reference, context);
    if (NEEDLESS.includes(reference.name)) return needless(reference, context);
    if (CHOICES.includes(reference.name)) return chooses(reference, context);
    if (reference.name === "torch.device") return device(reference, context);
    return isInsideDevice(reference, context) ? undefined : available(reference, context);
  },
});

/** `device = x.device`, once nothing reads the name any more; elsewhere the call it is passed to drops it. */
function deviceOf(reference: Reference, context: Context): Report | undefined {
  const { node, statement } = reference;
  if (statement.kind !== "assign" || statement.value !== node) return undefined;
  return {
    at: node,
    verdict: "needless",
    effect: "none",
    name: "torch.Tensor.device",
    message: "Not needed: MindSpore places tensors by set_device.",
    mend: (): Mend | Refusal =>
      unusedTarget(reference, node, context)
        ? { edits: [removeStatement(context.text, context.model, statement)], forms: ["device:of-tensor"] }
        : { refused: "The device is still used by name." },
  };
}

const isInsideDevice = ({ node }: Reference, { model }: Context): boolean =>
  model.references.some(
    ({ name, call }) => name === "torch.device" && call && call.start <= node.start && node.end <= call.end,
  );
