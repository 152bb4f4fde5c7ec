import type { Context, Report } from "../../../rule.ts";
import { isOptimizerName } from "../../../semantics/kinds.ts";
import type { Call } from "../../../syntax/nodes.ts";

/** What is wrong where an optimizer of torch's is called, as MindSpore's are. */
export function ofOptimizer({ function: callee, start, end }: Call, { model, text }: Context): Report | undefined {
  const typed = model.kindOf(callee);
  if (typed?.kind.is !== "instance" || typed.ground !== "certain") return undefined;
  const { of, definition, meant } = typed.kind;
  if (definition || meant || !of.startsWith("torch.") || !isOptimizerName(of)) return undefined;
  const what = text.slice(callee.start, callee.end);
  return {
    at: { start, end },
    verdict: "manual",
    effect: "loud",
    severity: "warning",
    message: `${what} is a torch optimizer, which takes no gradients by a call: it raises. Migrate what makes it.`,
    mend: () => ({ refused: "What makes it is migrated, with what uses it." }),
  };
}
