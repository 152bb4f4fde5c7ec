import { likelyReason } from "../../../fix/likely.ts";
import { defineRule } from "../../../rule.ts";
import { callEnd } from "../../../syntax/walk.ts";

/** `x.size()` and `x.size(0)`: in MindSpore size is a number, the count of elements. */
export default defineRule({
  name: "tensor-size",
  category: "data",
  owns: ["torch.Tensor.size", "mindspore.Tensor.size"],
  counterpart: () => "mindspore.Tensor.shape",
  find(reference, context) {
    const { call, node } = reference;
    if (!call || node.kind !== "attribute") return undefined;
    const [dimension] = call.arguments;
    const source = dimension && context.text.slice(dimension.value.start, dimension.value.end);
    const written = dimension ? `shape[${source}]` : "shape";
    return {
      at: call,
      verdict: "adapted",
      effect: "loud",
      name: "torch.Tensor.size",
      message: `In MindSpore x.size is the number of elements. Write ${written}.`,
      mend() {
        if (call.arguments.length > 1 || dimension?.form === "star")
          return { refused: "What is passed to size() cannot be seen." };
        const end = callEnd(call);
        const edits = dimension
          ? [
              { start: node.nameStart, end: dimension.value.start, text: "shape[" },
              { start: dimension.value.end, end, text: "]" },
            ]
          : [{ start: node.nameStart, end, text: "shape" }];
        const kept = edits.every((edit) => !context.text.slice(edit.start, edit.end).includes("#"));
        if (!kept) return { refused: "A comment stands inside the call." };
        return {
          edits,
          forms: [dimension ? "tensor:size(dim)" : "tensor:size()"],
          unsafe: likelyReason(reference, context),
        };
      },
    };
  },
});
