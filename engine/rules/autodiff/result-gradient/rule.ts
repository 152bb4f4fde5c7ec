import type { Edit, Mend, Refusal } from "../../../finding.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import { suiteOf } from "../../../fix/suites.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { bindsOf, readsOf, readsOutside, tracedReadsOf } from "../../../steps/dataflow.ts";
import { isDifferentiated } from "../../../steps/differentiated.ts";
import { freshNames } from "../../../steps/fresh.ts";
import { extent, indentOf, reindent } from "../../../steps/layout.ts";
import { reshapingBetween } from "../../../steps/reshapes.ts";
import { asStatement, together } from "../../../steps/slice.ts";
import type { Call, Expression, Statement } from "../../../syntax/nodes.ts";
import { callEnd, children, isStatement } from "../../../syntax/walk.ts";

const BY_HAND =
  "MindSpore differentiates functions, not results: write outputs as a function of inputs, ms.grad(f)(inputs); ms.grad of ms.grad for create_graph.";

/** The gradient of something computed before: in MindSpore the gradient of the function that computes it. */
export default defineRule({
  name: "result-gradient",
  category: "autodiff",
  phase: "structure",
  owns: ["torch.autograd.grad"],
  counterpart: () => "mindspore.grad",
  find: (reference, context) => ({
    at: reference.call ?? reference.node,
    verdict: "restructured",
    effect: "loud",
    name: reference.name,
    message: BY_HAND,
    mend: () => mend(reference, context),
  }),
});

/** `target = grad(outputs, input, …)[0]`, taken apart. */
interface Use {
  readonly statement: Statement;
  readonly target: string;
  readonly outputs: Expression;
  readonly input: Expression & { kind: "name" };
  /** What each element of the outputs counts; none where all count the same. */
  readonly weight?: Expression;
  readonly isRecorded: boolean;
}

function mend(reference: Reference, context: Context): Mend | Refusal {
  const use = useOf(reference);
  const block = suiteOf(context.model, reference.statement) ?? context.model.module.body;
  const { statements } = block;
  if (!use) return { refused: BY_HAND };
  const before = statements.slice(0, statements.indexOf(use.statement));
  const made = before.findLastIndex((statement) => bindsOf(statement).has(use.input.id));
  const slice = between(use, before.slice(made + 1));
  const part = slice.length ? together(slice, statements, () => false) : { slice, after: [] };
  if (typeof part === "string" || part.after.length) return { refused: BY_HAND };
  const reshaping = use.isRecorded && reshapingBetween([...slice, use.statement], context);
  if (reshaping) return { refused: lost(reshaping) };
  const scope = reference.place.function ?? context.model.module;
  const read = readsOutside(scope.body, new Set([...slice, use.statement]));
  const kept = slice.flatMap((statement) => [...bindsOf(statement)]).filter((name) => read.has(name));
  const isOutput = kept.length === 1 && use.outputs.kind === "name" && kept[0] === use.outputs.id;
  if (kept.length && (!isOutput || use.weight))
    return { refused: `${kept.join(", ")} is read again: return it from the function, too. ${BY_HAND}` };
  const name = freshNames(scope, context)("output_fn");
  return {
    edits: [
      ...slice.map((statement) => ({ ...extent(context.text, statement), text: "" })),
      ...marksOf(use, before.slice(Math.max(made, 0)), context),
      {
        start: lineStart(context.text, use.statement.start),
        end: use.statement.end,
        text: write(use, slice, name, kept[0], before.length > slice.length, reference, context),
      },
    ],
    forms: [`result-gradient:${[kept.length ? "value" : "grad", ...(use.weight ? ["weighted"] : [])].join(",")}`],
  };
}

const lost = (name: string): string =>
  `${name} reshapes what it has computed and goes on with it: there MindSpore loses the gradient of a gradient without a word. Write the layer behind as a convolution over all of it, nn.Conv2d(channels, out, (height, width)), and reshape the result.`;

const OPTIONS = /^(outputs|inputs|grad_outputs|create_graph|retain_graph|only_inputs)$/;

function useOf({ call, statement }: Reference): Use | undefined {
  if (!call || statement.kind !== "assign" || statement.targets.length !== 1) return undefined;
  if (call.arguments.some(({ form, name }) => form !== "positional" && !OPTIONS.test(name ?? ""))) return undefined;
  const [target] = statement.targets;
  const { value } = statement;
  const isFirst = value?.kind === "subscript" && value.value === call && value.items[0]?.kind === "number";
  const isOnly = value === call && target.kind === "tuple" && target.items.length === 1;
  const name = isFirst ? target : isOnly ? target.items[0] : undefined;
  const given = argumentOf(call, "outputs", 0)?.value;
  const input = single(argumentOf(call, "inputs", 1)?.value);
  if (name?.kind !== "name" || !given || given.kind === "list" || input?.kind !== "name") return undefined;
  const weight = argumentOf(call, "grad_outputs", 2)?.value;
  const recorded = argumentOf(call, "create_graph", 4)?.value;
  const isRecorded = recorded?.kind === "constant" && recorded.value === "True";
  if (recorded && recorded.kind !== "constant") return undefined;
  return { statement, target: name.id, outputs: given, input, weight: isOnes(weight) ? undefined : weight, isRecorded };
}

const single = (node: Expression | undefined): Expression | undefined =>
  (node?.kind === "list" || node?.kind === "tuple") && node.items.length === 1 ? node.items[0] : node;

/** Whether weights are all one, or none are given. */
function isOnes(weight: Expression | undefined): boolean {
  if (!weight || (weight.kind === "constant" && weight.value === "None")) return true;
  return weight.kind === "call" && weight.function.kind === "attribute" && /^ones(_like)?$/.test(weight.function.name);
}

/** The statements that lead from the input to the outputs. */
function between({ outputs, input }: Use, before: readonly Statement[]): Statement[] {
  const needed = new Set(tracedReadsOf(asStatement(outputs)));
  const reached: Statement[] = [];
  for (const statement of [...before].reverse()) {
    if (![...bindsOf(statement)].some((name) => needed.has(name))) continue;
    reached.unshift(statement);
    for (const name of tracedReadsOf(statement)) needed.add(name);
  }
  const changed = new Set([input.id]);
  return reached.filter((statement) => {
    const depends = [...readsOf(statement)].some((name) => changed.has(name));
    if (depends) for (const name of bindsOf(statement)) changed.add(name);
    return depends;
  });
}

/** The edits that take away `x.requires_grad_()` and `x.requires_grad = True`, which ask for what the function gives. */
function marksOf({ input }: Use, before: readonly Statement[], { text }: Context): Edit[] {
  return before.flatMap((statement): Edit[] => {
    const call = markOf(statement);
    if (!call) return [];
    const { value } = call.function as Expression & { kind: "attribute" };
    if (statement.kind === "expression" && value.kind === "name" && value.id === input.id)
      return [{ ...extent(text, statement), text: "" }];
    return bindsOf(statement).has(input.id) ? [{ start: value.end, end: callEnd(call), text: "" }] : [];
  });
}

function markOf(statement: Statement): Call | undefined {
  let found: Call | undefined;
  const visit = (node: Expression | Statement): void => {
    if (node.kind === "call" && node.function.kind === "attribute" && node.function.name === "requires_grad_")
      found = node;
    for (const child of children(node)) if (!isStatement(child)) visit(child);
  };
  visit(statement);
  return found;
}

function write(
  use: Use,
  slice: readonly Statement[],
  name: string,
  kept: string | undefined,
  isBelow: boolean,
  reference: Reference,
  context: Context,
): string {
  const { text, names } = context;
  const source = ({ start, end }: Expression) => text.slice(start, end);
  const indent = indentOf(text, use.statement);
  const outputs = source(use.outputs);
  const result = use.weight ? `(${outputs} * ${source(use.weight)}).sum()` : outputs;
  const how = names.spell(kept ? "mindspore.value_and_grad" : "mindspore.grad");
  const isStopped = !use.isRecorded && isDifferentiated(use.statement, reference.place, context);
  const call = `${how}(${name})(${use.input.id})`;
  const value = isStopped && !kept ? `${names.spell("mindspore.ops.stop_gradient")}(${call})` : call;
  return [
    ...(isBelow ? [""] : []),
    `${indent}def ${name}(${use.input.id}):`,
    ...slice.map((statement) => reindent(text, statement, `${indent}    `)),
    `${indent}    return ${result}`,
    "",
    `${indent}${kept ? `${kept}, ` : ""}${use.target} = ${value}`,
  ].join(lineEnding(text));
}
