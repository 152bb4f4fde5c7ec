import type { Mend, Refusal } from "../../../finding.ts";
import type { Context, Report } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Expression, Statement, Subscript } from "../../../syntax/nodes.ts";
import { walkExpressions } from "../../../syntax/walk.ts";

/** The method that tells an optimizer's state. */
export const OPTIMIZER_STATE = "torch.optim.Optimizer.state_dict";

const SAVES = "A MindSpore optimizer is a Cell: ms.save_checkpoint(optimizer, 'optimizer.ckpt') saves its state.";
const LOADS = "ms.load_param_into_net(optimizer, ms.load_checkpoint('optimizer.ckpt')) loads an optimizer's state.";

/** `optimizer.state_dict()`, which is read for its groups, or saved. */
export function stateOfOptimizer(reference: Reference, context: Context): Report {
  const groups = groupsOf(reference);
  return {
    at: reference.call ?? reference.node,
    verdict: groups ? "restructured" : "missing",
    effect: "loud",
    name: reference.name,
    message: groups
      ? "An optimizer's groups are optimizer.param_groups in MindSpore; its state_dict() holds parameters."
      : `optim.Optimizer.state_dict has no counterpart in MindSpore. ${SAVES}`,
    mend: () => (groups ? fromGroups(reference, groups, context) : { refused: SAVES }),
  };
}

/** An optimizer that is given a state that was not just read from a file. */
export const optimizerFrom = ({ call, node, name }: Reference): Report => ({
  at: call ?? node,
  verdict: "missing",
  effect: "loud",
  name,
  message: `optim.Optimizer.load_state_dict has no counterpart in MindSpore. ${LOADS}`,
  mend: () => ({ refused: LOADS }),
});

/** `optimizer.state_dict()["param_groups"]`, around the call. */
const groupsOf = ({ call, statement }: Reference): Expression | undefined =>
  subscriptAround(statement, (node) => node.value === call && isKey(node, "param_groups"));

/** `optimizer.state_dict()["param_groups"]` → `optimizer.param_groups`, whose rates are read as numbers. */
function fromGroups({ receiver, statement }: Reference, groups: Expression, { text }: Context): Mend | Refusal {
  if (!receiver || text.slice(receiver.end, groups.end).includes("#"))
    return { refused: "Write optimizer.param_groups." };
  const edits = [{ start: receiver.end, end: groups.end, text: ".param_groups" }];
  const rate = subscriptAround(
    statement,
    (node) => isKey(node, "lr") && node.value.kind === "subscript" && node.value.value === groups,
  );
  if (rate) {
    edits.unshift({ start: rate.start, end: rate.start, text: "float(" });
    edits.push({ start: rate.end, end: rate.end, text: ")" });
  }
  return { edits, forms: ["checkpoint:groups"] };
}

function subscriptAround(statement: Statement, fits: (node: Subscript) => boolean): Expression | undefined {
  let found: Expression | undefined;
  walkExpressions(statement, (node) => {
    if (node.kind === "subscript" && fits(node)) found = node;
  });
  return found;
}

const isKey = ({ items: [key] }: Subscript, name: string): boolean => key?.kind === "string" && key.value === name;
