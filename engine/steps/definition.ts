import type { Edit } from "../finding.ts";
import { lineEnding, lineStart } from "../fix/lines.ts";
import type { Context } from "../rule.ts";
import type { Statement } from "../syntax/nodes.ts";
import { asksForOptimizer, differentiation, inputsOf } from "./calls.ts";
import { isLoop } from "./function.ts";
import { extent, indentOf, indentUnit, reindent } from "./layout.ts";
import type { PassPlan, TrainingPlan } from "./plan.ts";

/** The functions of a training, each before the loop that calls it. */
export function definitionsBefore({ passes, setTrain }: TrainingPlan, context: Context): Edit[] {
  const places = [...new Set(passes.map(({ before }) => before))];
  return places.map((before, index) => {
    const plans = passes.filter((plan) => plan.before === before);
    const { start } = extent(context.text, before);
    return { start, end: start, text: definitions(plans, before, index ? [] : setTrain, context) };
  });
}

function definitions(
  plans: readonly PassPlan[],
  before: Statement,
  setTrain: readonly string[],
  context: Context,
): string {
  const { text } = context;
  const indent = indentOf(text, before);
  const start = [...setTrain.map((name) => `${indent}${name}.set_train()`), ...unsetSums(plans, indent)];
  const at = extent(text, before).start;
  const above = text.slice(lineStart(text, at - 1), at);
  const opens = /^\s*$|:\s*(#.*)?$/.test(above.trimEnd()) && !start.length;
  const lines = plans.flatMap((plan, index) => [...(index ? [""] : []), ...functionsOf(plan, indent, context)]);
  return [...start, ...(opens ? [] : [""]), ...lines, ""].join(lineEnding(text));
}

/** Sums of gradients begin before the loop where no zero_grad() stands that sets them. */
function unsetSums(plans: readonly PassPlan[], indent: string): string[] {
  const sums = plans.filter(({ step, before, pass }) => {
    const isSet = step.zeros.some(
      ({ statement, blocks }) =>
        statement.start < pass.backwards[0].statement.start &&
        (statement.end < before.start || blocks.at(-1) === pass.block || isAround(blocks.at(-1)!, pass)),
    );
    return step.accumulates && isLoop(before) && !isSet;
  });
  return [...new Set(sums.map(({ usedName }) => usedName))].map((name) => `${indent}${name} = None`);
}

const isAround = (block: { start: number; end: number }, { backwards }: PassPlan["pass"]): boolean =>
  backwards.every(({ blocks }) => blocks.some((one) => one === block));

function functionsOf(plan: PassPlan, indent: string, context: Context): string[] {
  const { pass, head, functionName, signature } = plan;
  const { text } = context;
  const inner = indent + indentUnit(text, plan);
  const keptBefore = (statement: Statement) =>
    [...plan.kept].filter(([{ before }]) => before === statement).map(([{ name }, as]) => `${inner}${as} = ${name}`);
  const body = (statements: readonly Statement[]) =>
    statements.flatMap((statement) => [...keptBefore(statement), reindent(text, statement, inner)]);
  const first =
    head && pass.head
      ? [
          `${indent}def ${head.functionName}(${head.inputs.join(", ")}):`,
          ...body(pass.head.slice),
          `${inner}return ${head.link}`,
          "",
        ]
      : [];
  const losses = pass.losses.map((loss) => text.slice(loss.start, loss.end)).join(" + ");
  return [
    ...first,
    `${indent}def ${functionName}(${inputsOf(plan).join(", ")}):`,
    ...body(pass.slice),
    `${inner}return ${[losses, ...signature.aux].join(", ")}`,
    ...(asksForOptimizer(plan) ? [] : ["", indent + differentiation(plan, context)]),
  ];
}
