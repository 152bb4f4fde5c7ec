import { likelyReason } from "../../../fix/likely.ts";
import { typeGiven } from "../../../fix/tensor-type.ts";
import { defineRule } from "../../../rule.ts";

const NAME = "torch.Tensor.type";

/** `x.type(torch.FloatTensor)`: torch's types of tensors are dtypes of one type in MindSpore. */
export default defineRule({
  name: "tensor-type",
  category: "data",
  owns: [NAME, "mindspore.Tensor.type"],
  counterpart: () => "mindspore.Tensor.type",
  find(reference, context) {
    const { call } = reference;
    const given = call && typeGiven(call, context);
    if (!call || (!given && call.arguments.length)) return undefined;
    const refused = "Without a dtype torch gives its name: write str(x.dtype).";
    const shared = { at: call, effect: "loud" } as const;
    if (!given) return { ...shared, verdict: "manual", message: refused, mend: () => ({ refused }) };
    const dtype = context.names.spell(given.dtype);
    const [{ value }] = call.arguments;
    return {
      ...shared,
      verdict: "adapted",
      name: NAME,
      message: `MindSpore has one type of tensors: what is converted to is a dtype, ${dtype}.`,
      mend: () => ({
        edits: [{ start: value.start, end: value.end, text: dtype }],
        forms: [`data:type/${given.dtype.slice("mindspore.".length)}`],
        unsafe: likelyReason(reference, context),
      }),
    };
  },
});
