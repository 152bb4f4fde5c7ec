import { defineRule } from "../../../rule.ts";
import { isOptimizerName } from "../../../semantics/kinds.ts";

const BY_HAND =
  "Rename step to construct(self, gradients); take each gradient from zip(self.parameters, gradients) instead of p.grad, keep state in a dict by p.name, write ops.assign(p, new), and return True.";

/** An optimizer of one's own: MindSpore calls it with the gradients, and nothing hangs on the parameters. */
export default defineRule({
  name: "optimizer-class",
  category: "optimizer",
  *scan({ model }) {
    for (const { node, roots } of model.classes) {
      const base = roots.find(isOptimizerName);
      const step = node.body.statements.find((s) => s.kind === "function" && s.name === "step");
      if (!base || step?.kind !== "function") continue;
      yield {
        at: { start: step.nameStart, end: step.nameStart + step.name.length },
        verdict: "manual",
        effect: "loud",
        name: base,
        message: `An optimizer of MindSpore is called with the gradients, optimizer(grads), and has no step(). ${BY_HAND}`,
        mend: () => ({ refused: BY_HAND }),
      };
    }
  },
});
