import { perStatement } from "../syntax/collect.ts";
import type { Comprehension } from "../syntax/nodes.ts";
import { walkExpressions } from "../syntax/walk.ts";
import { gradientsIn } from "./gradient-loop.ts";

/** A comprehension over parameters that reads their gradients: `sum(p.grad.norm() for p in model.parameters())`. */
export interface GradientReads {
  readonly comprehension: Comprehension;
  readonly parameter: string;
}

/** The comprehensions of a statement that read gradients; none where it reads gradients outside of them, too. */
export const gradientReadsOf = perStatement((statement): readonly GradientReads[] => {
  if (!/^(assign|expression|augmented)$/.test(statement.kind)) return [];
  const reads: GradientReads[] = [];
  let outside = false;
  const isInside = ({ start, end }: { start: number; end: number }) =>
    reads.some(({ comprehension }) => comprehension.start <= start && end <= comprehension.end);
  walkExpressions(statement, (node) => {
    if (node.kind === "attribute" && node.name === "grad" && !isInside(node)) outside = true;
    const [clause, ...others] = node.kind === "comprehension" ? node.clauses : [];
    if (node.kind !== "comprehension" || others.length || clause.target.kind !== "name") return;
    if (gradientsIn(node, clause.target.id).length) reads.push({ comprehension: node, parameter: clause.target.id });
  });
  return outside ? [] : reads;
});
