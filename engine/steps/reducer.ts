import type { Context } from "../rule.ts";
import type { Statement } from "../syntax/nodes.ts";
import { blockOf, walkStatements } from "../syntax/walk.ts";
import type { PassPlan } from "./plan.ts";

const CLASS = "DistributedGradReducer";

/** The statement that averages a pass's gradients over the processes, where a reducer for its optimizer is made before. */
export function reducedLine({ step, gradsName, before }: PassPlan, { text, model }: Context): string | undefined {
  if (step.optimizers.length !== 1 || !text.includes(CLASS)) return undefined;
  const [{ start, end }] = step.optimizers;
  const made = `${CLASS}(${text.slice(start, end)}.parameters`;
  let reducer: string | undefined;
  const look = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.start > before.start) return;
      if (statement.kind === "assign" && text.slice(statement.start, statement.end).includes(made))
        reducer = text.slice(statement.targets[0].start, statement.targets[0].end);
      if (statement.end > before.start)
        walkStatements(blockOf(statement), (inner, { statements: own }) => {
          if (inner === before) look(own.slice(0, own.indexOf(inner)));
        });
    }
  };
  look(model.module.body.statements);
  return reducer && `${gradsName} = ${reducer}(${gradsName})`;
}
