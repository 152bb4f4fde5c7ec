import { type Context, defineRule, type Report } from "../../../rule.ts";
import type { Expression } from "../../../syntax/nodes.ts";
import { walkExpressions, walkStatements } from "../../../syntax/walk.ts";
import { isHalfMigrated } from "../../half-migrated.ts";
import { isInside, neverDefined } from "../family.ts";
import { ofCall } from "./calls.ts";
import { ofAssignment, ofIndex } from "./items.ts";
import { ofOperator } from "./operators.ts";

/** A layer of one framework that is given a tensor of the other, and what is done with tensors of both. */
export default defineRule({
  name: "mixed-tensors",
  category: "seam",
  *scan(context) {
    if (!isHalfMigrated(context)) return;
    const { module } = context.model;
    const raising = neverDefined(context.model);
    const reports: Report[] = [];
    const note = (report: Report | undefined): void => {
      if (report && !isInside(raising, report.at)) reports.push(report);
    };
    walkExpressions(module, (node) => note(ofExpression(node, context)));
    walkStatements(module.body, (node) => note(ofOperator(node, context) ?? ofAssignment(node, context)));
    yield* reports;
  },
});

function ofExpression(node: Expression, context: Context): Report | undefined {
  if (node.kind === "call") return ofCall(node, context);
  return node.kind === "subscript" ? ofIndex(node, context) : ofOperator(node, context);
}
