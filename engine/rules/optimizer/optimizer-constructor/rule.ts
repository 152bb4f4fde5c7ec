import type { Mapping } from "../../../catalogue/mapping.ts";
import { isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { callsThrough, isCalledHere } from "../../../fix/through-variables.ts";
import { transfer } from "../../../fix/transfer.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Call } from "../../../syntax/nodes.ts";
import { shortName } from "../../wording.ts";
import { withNamesApart } from "./names.ts";

const EXPERIMENTAL = "mindspore.experimental.optim";
const SAME = ["SGD", "AdamW", "RMSprop", "Adagrad", "Adadelta", "Adamax", "NAdam", "RAdam", "Rprop", "ASGD"];

const OPTIONS = { decoupled_weight_decay: { drop: ["False"] } } as const;

/** An optimizer: MindSpore's experimental.optim computes what torch's computes, its nn optimizers do not. */
export default defineRule({
  name: "optimizer-constructor",
  category: "optimizer",
  owns: ["Adam", ...SAME].map((name) => `torch.optim.${name}`),
  counterpart: (name) =>
    name === "torch.optim.Adam" ? `${EXPERIMENTAL}.AdamW` : name.replace("torch", "mindspore.experimental"),
  find(reference, context) {
    const { call } = reference;
    const mapping = mappingFor(reference, context);
    return {
      at: call ?? reference.node,
      verdict: "adapted",
      effect: "silent",
      name: reference.name,
      message: message(reference, mapping),
      mend(): Mend | Refusal {
        const mend = call ? transfer(reference, mapping, context) : transferClass(reference, context);
        return isRefusal(mend) ? mend : withNamesApart(mend, reference, context);
      },
    };
  },
});

function message(reference: Reference, { to }: { to: string }): string {
  const name = shortName(reference.name);
  if (name === "optim.Adam" && to.endsWith("AdamW"))
    return "MindSpore's Adam adds eps elsewhere and drifts from torch's. Write experimental.optim.AdamW with weight_decay=0.0, which computes the same.";
  return `${name} is experimental.${shortName(to)} in MindSpore; the optimizer of that name in mindspore.nn computes other numbers.`;
}

/** Adam without weight decay is exactly AdamW with weight_decay=0.0; with it, only Adam has the right decay. */
function mappingFor(reference: Reference, context: Context): Mapping & { to: string } {
  if (reference.name !== "torch.optim.Adam")
    return { to: reference.name.replace("torch", "mindspore.experimental"), parameters: OPTIONS };
  const calls = reference.call ? [reference.call] : callsThrough(reference, context).map(({ call }) => call);
  if (!calls.some((call) => decays(call, context)))
    return {
      to: `${EXPERIMENTAL}.AdamW`,
      parameters: { ...OPTIONS, weight_decay: { drop: true } },
      add: { weight_decay: "0.0" },
    };
  return { to: `${EXPERIMENTAL}.Adam`, parameters: OPTIONS };
}

function decays(call: Call, { text }: Context): boolean {
  const decay = argumentOf(call, "weight_decay", 4);
  return decay !== undefined && Number(text.slice(decay.value.start, decay.value.end)) !== 0;
}

function transferClass(reference: Reference, context: Context): Mend | Refusal {
  const calls = callsThrough(reference, context);
  if (reference.name === "torch.optim.Adam" && !calls.length && !isCalledHere(reference, context))
    return { refused: "Adam would have to be AdamW with weight_decay=0.0, and where it is called cannot be seen." };
  if (reference.name === "torch.optim.Adam" && new Set(calls.map(({ call }) => decays(call, context))).size > 1)
    return {
      refused:
        "It is called with weight decay, which is Adam's, and without, which is AdamW's: hand on the one that is meant.",
    };
  return transfer(reference, mappingFor(reference, context), context);
}
