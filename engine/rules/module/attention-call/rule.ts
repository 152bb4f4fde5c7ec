import { ATTENTION_LAYER } from "../../../catalogue/definitions/layers.ts";
import type { Mapping } from "../../../catalogue/mapping.ts";
import { carry, writeOut } from "../../../fix/carry.ts";
import { perFile } from "../../../per-file.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { walkExpressions } from "../../../syntax/walk.ts";

const NAME = "torch.nn.MultiheadAttention";
const MAPPING: Mapping & { to: string } = {
  to: "mindspore.nn.MultiheadAttention",
  parameters: { bias: "has_bias", dtype: { refuse: true } },
};

/** Multi-head attention: MindSpore's takes its inputs by position only, and gives no pair without weights. */
export default defineRule({
  name: "attention-call",
  category: "module",
  owns: [NAME],
  counterpart: () => MAPPING.to,
  find(reference, context) {
    const adapts = reference.use === "call" && isCalledOtherwise(context);
    return {
      at: reference.call ?? reference.node,
      verdict: adapts ? "adapted" : "renamed",
      effect: adapts ? "loud" : "none",
      name: NAME,
      message: adapts
        ? "MindSpore's MultiheadAttention takes its inputs by position, and gives a tuple of one without weights: a class that is called as here is written into the file."
        : "nn.MultiheadAttention has the same name in MindSpore.",
      mend: () => (adapts ? writeOut(reference, {}, ATTENTION_LAYER, context) : carry(reference, MAPPING, context)),
    };
  },
});

const NAMED = /^(query|key|value|need_weights|is_causal)$/;
/** Whether an attention layer of the file is called with what MindSpore's takes otherwise. */
const isCalledOtherwise = perFile(({ model }: Context): boolean => {
  let answer = false;
  walkExpressions(model.module, (node) => {
    if (node.kind !== "call") return;
    const kind = model.kindOf(node.function)?.kind;
    if (kind?.is !== "instance" || !kind.of.endsWith(".MultiheadAttention")) return;
    answer ||= node.arguments.some(({ form, name }) => form === "doublestar" || NAMED.test(name ?? ""));
  });
  return answer;
});
