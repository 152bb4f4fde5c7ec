import type { Mend, Refusal } from "../../../finding.ts";
import { removeStatement } from "../../../fix/imports.ts";
import type { Context, Report } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { withoutBlock } from "./named.ts";

const SETTING = ["torch.cuda.set_device", "torch.npu.set_device", "torch_npu.npu.set_device"];
const ASKING = ["torch.cuda.current_device", "torch.npu.current_device"];
const BLOCKS = ["torch.cuda.device", "torch.npu.device"];
const UNSEEN = "a named device cannot be proven on a CPU";

/** Names that choose a device by its number, or ask for the number. */
export const CHOICES = [...SETTING, ...ASKING, ...BLOCKS];

/** What becomes of the choice of a device by its number. */
export function chooses(reference: Reference, context: Context): Report {
  const isAsking = ASKING.includes(reference.name);
  return {
    at: reference.call ?? reference.node,
    verdict: "restructured",
    effect: "loud",
    name: reference.name,
    message: isAsking
      ? 'The number of the device is ms.get_context("device_id") in MindSpore.'
      : `A process uses one device in MindSpore: ms.set_device("${context.target.device}", index) before the first tensor. What msrun starts has its device already.`,
    mend(): Mend | Refusal {
      if (!reference.call) return { refused: "It is handed on without being called." };
      if (isAsking) return asked(reference, context);
      return BLOCKS.includes(reference.name) ? block(reference, context) : set(reference, context);
    },
  };
}

function asked({ call }: Reference, { names }: Context): Mend {
  const { start, end } = call!;
  const text = `${names.spell("mindspore.get_context")}("device_id")`;
  return { edits: [{ start, end, text }], forms: ["device:number"], unsafe: UNSEEN };
}

function block({ call, statement }: Reference, context: Context): Mend | Refusal {
  const isBlock = statement.kind === "with" && statement.items.some((item) => item.context === call);
  const mend = isBlock ? withoutBlock(statement, context) : { refused: "It is handed on as a value." };
  return "refused" in mend ? mend : { ...mend, unsafe: UNSEEN };
}

/** `torch.cuda.set_device(i)` → `ms.set_device("Ascend", i)`; in a program that msrun starts it goes. */
function set({ call, statement }: Reference, { text, model, names, target }: Context): Mend | Refusal {
  if (statement.kind !== "expression" || statement.value !== call)
    return { refused: "It is part of another expression: take it out by hand." };
  const isDistributed = model.references.some(({ name }) =>
    /\.init_process_group$|^mindspore\.communication\./.test(name),
  );
  if (isDistributed)
    return { edits: [removeStatement(text, model, statement)], forms: ["device:of-process"], unsafe: UNSEEN };
  const index = argumentOf(call!, "device", 0)?.value;
  const typed = index && model.kindOf(index)?.kind;
  if (!index || index.kind === "string" || typed?.is === "instance")
    return { refused: `Write ms.set_device("${target.device}", index) before the first tensor.` };
  const edit = `${names.spell("mindspore.set_device")}("${target.device}", ${text.slice(index.start, index.end)})`;
  return {
    edits: [{ start: call!.start, end: call!.end, text: edit }],
    forms: ["device:index"],
    unsafe: UNSEEN,
  };
}
