import type { Context } from "../rule.ts";
import { readsOf } from "./dataflow.ts";
import { weightsIn } from "./optimizers.ts";
import type { HeadPlan, PassPlan } from "./plan.ts";
import { reducedLine } from "./reducer.ts";
import { asStatement } from "./slice.ts";

/** The statements that call a pass's function, differentiated where its gradients are wanted. */
export function callLines(plan: PassPlan, unit: string, context: Context): string[] {
  const { text } = context;
  const { pass, signature, head, gradName, functionName, gradsName } = plan;
  const results = [resultOf(plan), ...signature.aux];
  const inputs = inputsOf(plan).join(", ");
  const values = results.length > 1 ? `(${results.join(", ")})` : results[0];
  const call = `${values}, ${head?.linkGradName ?? gradsName} = ${gradName}(${inputs})`;
  const reduced = reducedLine(plan, context) ?? [];
  if (head) return [call, `_, ${gradsName} = ${head.backName}(${head.linkGradName})`].concat(reduced);
  if (!pass.choice) return [call].concat(reduced);
  const [{ test }] = pass.choice.branches;
  return [
    `if ${text.slice(test.start, test.end)}:`,
    ...(asksForOptimizer(plan) ? [unit + differentiation(plan, context)] : []),
    unit + call,
    ...[reduced].flat().map((line) => unit + line),
    "else:",
    `${unit}${results.join(", ")} = ${functionName}(${inputs})`,
  ];
}

/** Whether the condition of a step asks if there is an optimizer, so that its parameters are known only inside. */
export function asksForOptimizer({ pass, step }: PassPlan): boolean {
  if (!pass.choice) return false;
  const read = readsOf(asStatement(pass.choice.branches[0].test));
  return step.optimizers.some((node) => node.kind === "name" && read.has(node.id));
}

/** The statement that makes of a pass's function the one that gives gradients, too. */
export function differentiation(plan: PassPlan, { text, names }: Context): string {
  const { step, head, functionName, gradName, signature } = plan;
  const wrt = head ? "0" : `None, ${weightsOf(step, text)}`;
  const aux = signature.aux.length ? ", has_aux=True" : "";
  return `${gradName} = ${names.spell("mindspore.value_and_grad")}(${functionName}, ${wrt}${aux})`;
}

/** The statement that runs the first part of a forward pass and keeps the way back. */
export const headCallLine = (
  { step }: PassPlan,
  { link, backName, functionName, inputs }: HeadPlan,
  { text, names }: Context,
): string =>
  `${link}, ${backName} = ${names.spell("mindspore.vjp")}(${[functionName, ...inputs].join(", ")}, weights=${weightsOf(step, text)})`;

/** What stands where backward() stood: gradients that are added to those of other passes or turns. */
export function sumOf({ pass, step, gradsName, usedName }: PassPlan): string[] {
  const sum = (one: string, other: string) => `tuple(a + b for a, b in zip(${one}, ${other}))`;
  if (step.accumulates) return [`${usedName} = ${gradsName} if ${usedName} is None else ${sum(usedName, gradsName)}`];
  return pass.adds ? [`${usedName} = ${sum(usedName, gradsName)}`] : [];
}

/** What a function takes; what the first part hands on comes first. */
export const inputsOf = ({ signature, head }: PassPlan): readonly string[] =>
  head ? [head.link, ...signature.inputs.filter((name) => name !== head.link)] : signature.inputs;

/** The name of the loss in the loop; none is needed where it is an expression, or a sum. */
function resultOf({ pass }: PassPlan): string {
  const [loss, ...others] = pass.losses;
  return loss.kind === "name" && !others.length ? loss.id : "_";
}

/** What a step differentiates with respect to. */
export function weightsOf({ optimizers }: PassPlan["step"], text: string): string {
  const parameters = optimizers.map((node) => weightsIn(node, text));
  return parameters.length === 1 ? parameters[0] : `[${parameters.map((one) => `*${one}`).join(", ")}]`;
}
