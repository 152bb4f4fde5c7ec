import type { Edit } from "../finding.ts";
import { valueAfter } from "../fix/in-place.ts";
import { needsParentheses } from "../fix/values.ts";
import type { Context } from "../rule.ts";
import type { Assign, AugmentedAssign, Expression, Statement } from "../syntax/nodes.ts";
import type { Work } from "./events.ts";
import { walkFreeNames } from "./free-names.ts";
import {
  changeOf,
  type GradientLoop,
  gradientsIn,
  isDirectWrite,
  writeOf,
  writesOfParameter,
} from "./gradient-loop.ts";
import { weightsIn } from "./optimizers.ts";
import type { Step } from "./step.ts";

/** What gradients are called: all of them, and one at a time; and the text of what they are gradients of. */
interface Gradients {
  readonly gradsName: string;
  readonly eachName: string;
  readonly weights: string;
}

/** Work on `p.grad` in a loop or in comprehensions becomes the same work on the gradients that the function gave. */
export function workEdits(
  work: Work,
  { optimizers }: Step,
  names: Omit<Gradients, "weights">,
  context: Context,
): Edit[] {
  const weights = optimizers.map((node) => weightsIn(node, context.text));
  const gradients = {
    ...names,
    weights: weights.length > 1 ? `[${weights.map((w) => `*${w}`).join(", ")}]` : weights[0],
  };
  if ("loop" in work) return loopEdits(work.loop, work.statement, gradients, context);
  return work.reads.flatMap(({ comprehension, parameter }) => {
    const [{ target, iterable, conditions }] = comprehension.clauses;
    const used = [...comprehension.elements, ...conditions].flatMap((part) => usesOf(part, parameter));
    return [
      ...gradientEdits(comprehension, parameter, gradients.eachName),
      { start: target.start, end: iterable.end, text: heading(parameter, used, gradients) },
    ];
  });
}

/** The edits of a loop over parameters. */
export function loopEdits(loop: GradientLoop, statement: Statement, gradients: Gradients, context: Context): Edit[] {
  const { parameter, named } = loop;
  if (loop.does === "replace")
    return [{ start: statement.start, end: statement.end, text: replaced(loop, gradients, context) }];
  if (statement.kind !== "for") return [];
  const used = statement.body.statements.flatMap((inner) => usesOf(inner, parameter));
  const names = named ? statement.body.statements.flatMap((inner) => namesIn(inner, named)) : [];
  const isZipped = used.length > 0 || names.length > 0;
  return [
    {
      start: statement.target.start,
      end: statement.iterable.end,
      text: heading(parameter, isZipped ? [statement] : [], gradients),
    },
    ...statement.body.statements
      .filter((inner) => !loop.cleared.includes(inner))
      .flatMap((inner) => bodyEdits(inner, loop, gradients, context)),
    ...names.map(({ start, end }) => ({ start, end, text: `${parameter}.name` })),
  ];
}

function bodyEdits(inner: Statement, { parameter }: GradientLoop, { eachName }: Gradients, context: Context): Edit[] {
  const writes = writesOfParameter(inner, parameter);
  const isApart = ({ start, end }: Edit) => !writes.some((write) => write.start <= start && end <= write.end);
  return [
    ...gradientEdits(inner, parameter, eachName).filter(isApart),
    ...writes.flatMap((write) => assigned(write, parameter, eachName, context)),
  ];
}

/** `for p in model.parameters(): p.grad.clamp_(-1, 1)` → `grads = tuple(grad.clamp(-1, 1) for grad in grads)` */
function replaced({ body: [statement], parameter }: GradientLoop, gradients: Gradients, context: Context): string {
  const { gradsName } = gradients;
  const changed = changedGradient(statement, parameter, gradients, context);
  return `${gradsName} = tuple(${changed} for ${heading(parameter, usesOf(statement, parameter), gradients)})`;
}

/** What a statement makes of a gradient. */
function changedGradient(statement: Statement, parameter: string, { eachName }: Gradients, context: Context): string {
  const chain = changeOf(statement, parameter);
  const { value } = statement as Statement & { value: Expression };
  const text = chain ? valueAfter(chain, eachName, (number) => number, context)! : sourceOf(value, context);
  const inner = withGradients(text, parameter, eachName);
  if (chain || statement.kind !== "augmented") return inner;
  return `${eachName} ${statement.operator.slice(0, -1)} ${needsParentheses(value) ? `(${inner})` : inner}`;
}

const sourceOf = ({ start, end }: Expression, { text }: Context): string => text.slice(start, end);

/** A text in which `p.grad` and `p.grad.data` are the gradient's name. */
const withGradients = (text: string, parameter: string, eachName: string): string =>
  text.replace(new RegExp(`(?<![\\w.])${parameter}\\.grad\\b(\\.data\\b)?`, "g"), eachName);

/** What stands after `for`: the gradients, with their parameters where these are used. */
const heading = (parameter: string, used: readonly unknown[], { gradsName, eachName, weights }: Gradients): string =>
  used.length ? `${parameter}, ${eachName} in zip(${weights}, ${gradsName})` : `${eachName} in ${gradsName}`;

const gradientEdits = (root: Statement | Expression, parameter: string, eachName: string): Edit[] =>
  gradientsIn(root, parameter).map(({ start, end }) => ({ start, end, text: eachName }));

/** `p -= value` → `ops.assign(p, p - value)`: to a parameter, the operator would only give the name another tensor. */
function assigned(write: Statement, parameter: string, eachName: string, context: Context): Edit[] {
  const chain = writeOf(write, parameter);
  const value = isDirectWrite(write, parameter)
    ? joined(parameter, write, context)
    : chain && valueAfter(chain, parameter, (number) => number, context);
  if (value === undefined) return gradientEdits(write, parameter, eachName);
  const text = `${context.names.spell("mindspore.ops.assign")}(${parameter}, ${withGradients(value, parameter, eachName)})`;
  return [{ start: write.start, end: write.end, text }];
}

function joined(parameter: string, write: Assign | AugmentedAssign, context: Context): string {
  const value = write.value!;
  const right = sourceOf(value, context);
  if (write.kind === "assign") return right;
  return `${parameter} ${write.operator.slice(0, -1)} ${needsParentheses(value) ? `(${right})` : right}`;
}

/** Where a parameter is used, but for its gradient. */
function usesOf(root: Statement | Expression, parameter: string): Expression[] {
  const gradients = gradientsIn(root, parameter);
  return namesIn(root, parameter).filter(({ start }) => !gradients.some((node) => node.start === start));
}

function namesIn(root: Statement | Expression, id: string): Expression[] {
  const found: Expression[] = [];
  walkFreeNames(
    root,
    (name) => name.id === id && found.push(name),
    () => false,
  );
  return found;
}
