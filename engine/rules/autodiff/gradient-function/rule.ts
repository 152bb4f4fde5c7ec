import { defineRule } from "../../../rule.ts";
import { asCell } from "./write.ts";

const BY_HAND =
  "Write an nn.Cell with construct(self, x) and bprop(self, x, out, dout), which returns a gradient for each input as a tuple.";

/** A function with a gradient of its own: a Cell with construct and bprop in MindSpore. */
export default defineRule({
  name: "gradient-function",
  category: "autodiff",
  phase: "structure",
  owns: ["torch.autograd.Function"],
  counterpart: () => "mindspore.nn.Cell",
  find(reference, context) {
    const { statement, use } = reference;
    const definition = use === "base" && statement.kind === "class" ? statement : undefined;
    return {
      at: reference.node,
      verdict: "restructured",
      effect: "loud",
      name: reference.name,
      message: "A function with a gradient of its own is a Cell in MindSpore: forward is construct, backward is bprop.",
      mend: () => (definition ? asCell(definition, reference, context) : { refused: BY_HAND }),
    };
  },
});
