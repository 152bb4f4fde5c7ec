import type { Mend, Refusal } from "../../../finding.ts";
import type { Context, Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { folded } from "./choice.ts";

const APPLE = /^torch\.(backends\.)?mps\./;
const ASCEND = /^torch(_npu)?\.npu\./;

/** Names that ask whether a device is there. */
export const QUESTIONS = [
  "torch.cuda.is_available",
  "torch.npu.is_available",
  "torch_npu.npu.is_available",
  "torch.backends.mps.is_available",
  "torch.backends.mps.is_built",
  "torch.mps.is_available",
];

/** What becomes of the question whether a device is there, and of the choice that rests on it. */
export function available(reference: Reference, context: Context): Report {
  const { call, node, name } = reference;
  const at = call ?? node;
  return {
    at,
    verdict: "adapted",
    effect: "loud",
    name,
    message: APPLE.test(name)
      ? "MindSpore has no backend for Apple's GPUs and runs on the CPU there: the answer is False."
      : 'MindSpore names the device it runs on: ms.get_context("device_target") is "CPU" where there is no accelerator.',
    mend(): Mend | Refusal {
      if (!call) return { refused: "It is handed on without being called." };
      return folded(reference, context) ?? answer(reference, context);
    },
  };
}

function answer(reference: Reference, { names }: Context): Mend {
  const { start, end } = reference.call!;
  if (APPLE.test(reference.name)) return { edits: [{ start, end, text: "False" }], forms: ["device:apple"] };
  const asked = `${names.spell("mindspore.get_context")}("device_target")`;
  const isAscend = ASCEND.test(reference.name);
  const text = `${asked} ${isAscend ? '== "Ascend"' : '!= "CPU"'}`;
  return {
    edits: [{ start, end, text: isAlone(reference) ? text : `(${text})` }],
    forms: [isAscend ? "device:ascend" : "device:is_available"],
    ...(isAscend && { unsafe: "whether there is an Ascend device cannot be proven on a CPU" }),
  };
}

/** Whether the call is a condition or a value by itself, so that a comparison can stand there without parentheses. */
function isAlone({ statement, call }: Reference): boolean {
  if (statement.kind === "if") return statement.branches.some((branch) => branch.test === call);
  return statement.kind === "assign" && statement.value === call;
}
