import type { Mend, Refusal } from "../../../finding.ts";
import { dropStatement } from "../../../fix/drop.ts";
import type { Context, Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Statement } from "../../../syntax/nodes.ts";

/** Settings and commands of accelerators that MindSpore has no use for. */
export const NEEDLESS = [
  "torch.backends.cudnn.benchmark",
  "torch.backends.cudnn.deterministic",
  "torch.backends.cudnn.enabled",
  "torch.backends.cudnn.allow_tf32",
  "torch.backends.cuda.matmul.allow_tf32",
  ...["cuda", "npu", "mps"].flatMap((device) =>
    ["empty_cache", "synchronize", "manual_seed", "manual_seed_all"].map((name) => `torch.${device}.${name}`),
  ),
  "torch.npu.set_compile_mode",
  "torch_npu.npu.set_compile_mode",
  "torch.set_float32_matmul_precision",
];

/** What is not needed: its statement goes. */
export function needless(reference: Reference, context: Context): Report {
  return {
    at: reference.call ?? reference.node,
    verdict: "needless",
    effect: "none",
    name: reference.name,
    message: "Not needed in MindSpore.",
    mend(): Mend | Refusal {
      const edits = dropStatement(reference, context);
      return edits
        ? { edits, forms: [`device:${reference.name.slice(reference.name.lastIndexOf(".") + 1)}`] }
        : { refused: "It is part of another expression: take it out by hand." };
    },
  };
}

/** Whether a statement is nothing but such a command, so that it will go. */
export const isNeedless = (statement: Statement, context: Context): boolean =>
  context.model.references.some(
    (reference) =>
      reference.statement === statement &&
      NEEDLESS.includes(reference.name) &&
      dropStatement(reference, context) !== undefined,
  );
