import type { Edit } from "../../../finding.ts";
import { defineRule } from "../../../rule.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Expression, Statement } from "../../../syntax/nodes.ts";
import { children, isStatement } from "../../../syntax/walk.ts";

const LAST = "torch.optim.lr_scheduler.LRScheduler.get_last_lr";
const GROUPS = "torch.optim.Optimizer.param_groups";

/** A learning rate that is read: MindSpore keeps it as a Parameter, which is no float and cannot be formatted as one. */
export default defineRule({
  name: "learning-rate-value",
  category: "learning-rate",
  owns: [LAST, GROUPS],
  counterpart: (name) => name.replace("torch.optim", "mindspore.experimental.optim"),
  find(reference) {
    const reads = readsOf(reference);
    if (!reads.length) return undefined;
    return {
      at: reference.call ?? reference.node,
      verdict: "adapted",
      effect: "loud",
      name: reference.name,
      message: "A learning rate is a Parameter in MindSpore, and a format like .4f refuses it: read it by float(…).",
      mend: () => ({
        edits: reads.flatMap(wrapped),
        forms: [reference.name === LAST ? "learning-rate:last" : "learning-rate:group"],
      }),
    };
  },
});

const wrapped = ({ start, end }: Expression): Edit[] => [
  { start, end: start, text: "float(" },
  { start: end, end, text: ")" },
];

/** The expressions that read a rate, `param_groups[0]["lr"]` or `get_last_lr()[0]`, and are no float yet. */
function readsOf(reference: Reference): Expression[] {
  const source = reference.call ?? reference.node;
  const names = reference.name === GROUPS ? loopNames(source, reference.statement) : [];
  const found: Expression[] = [];
  const isRate = (node: Expression): boolean => {
    if (node.kind !== "subscript") return false;
    if (reference.name === LAST) return node.value === source;
    const [key] = node.items;
    if (key?.kind !== "string" || key.value !== "lr") return false;
    const { value } = node;
    return value.kind === "name" ? names.includes(value.id) : value.kind === "subscript" && value.value === source;
  };
  const visit = (node: Expression | Statement): void => {
    if (isStatement(node)) {
      const targets: readonly Expression[] =
        node.kind === "assign" || node.kind === "delete"
          ? node.targets
          : node.kind === "augmented"
            ? [node.target]
            : [];
      for (const child of children(node)) if (isStatement(child) || !targets.includes(child)) visit(child);
      return;
    }
    if (node.kind === "call" && node.function.kind === "name" && node.function.id === "float") return;
    if (isRate(node)) found.push(node);
    else for (const child of children(node)) visit(child);
  };
  visit(reference.statement);
  return found;
}

/** The names that a loop or a comprehension gives the groups. */
function loopNames(groups: Expression, statement: Statement): string[] {
  const names: string[] = [];
  if (statement.kind === "for" && statement.iterable === groups && statement.target.kind === "name")
    names.push(statement.target.id);
  const visit = (node: Expression | Statement): void => {
    if (!isStatement(node) && node.kind === "comprehension")
      for (const { target, iterable } of node.clauses)
        if (iterable === groups && target.kind === "name") names.push(target.id);
    for (const child of children(node)) visit(child);
  };
  visit(statement);
  return names;
}
