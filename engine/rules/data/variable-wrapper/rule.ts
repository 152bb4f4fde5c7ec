import { type Edit, isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Expression } from "../../../syntax/nodes.ts";
import { dottedName, isSimpleName } from "../../../syntax/walk.ts";

const NAME = "torch.autograd.Variable";
const DIFFERENTIATE = "Differentiate with respect to it: ms.grad(f)(x), or make it a Parameter.";

/** `Variable(x)`: a wrapper that tensors have not needed since torch 0.4, and through which no gradient flows. */
export default defineRule({
  name: "variable-wrapper",
  category: "data",
  owns: [NAME],
  counterpart: () => "mindspore.Tensor",
  find(reference, context) {
    const repair = mend(reference, context);
    return {
      at: reference.call ?? reference.node,
      verdict: isRefusal(repair) ? "manual" : reference.call ? "needless" : "renamed",
      effect: "loud",
      name: NAME,
      message:
        "A tensor needs no wrapper, in torch since 0.4 and in MindSpore; the gradient that Variable stops, ops.stop_gradient stops.",
      mend: () => repair,
    };
  },
});

function mend(reference: Reference, context: Context): Mend | Refusal {
  const { call, node, use, place } = reference;
  const { text, names } = context;
  if (!call) {
    const to = "mindspore.Tensor";
    if (use !== "isinstance" && use !== "annotation") return { refused: "It is handed on: hand on ms.Tensor." };
    return { edits: [{ start: node.start, end: node.end, text: names.spell(to) }], forms: [`api:${use}`] };
  }
  const [given, ...rest] = call.arguments;
  const source = (span: { start: number; end: number }) => text.slice(span.start, span.end);
  if (!given || (given.form !== "positional" && given.name !== "data")) return { refused: "Write the tensor itself." };
  const asks = rest.some((a) => a.name === "requires_grad" && source(a.value) !== "False");
  if (asks && !isDifferentiatedHere(reference, context)) return { refused: DIFFERENTIATE };
  if (rest.some((a) => a.form !== "keyword")) return { refused: DIFFERENTIATE };
  if (source(call).includes("#")) return { refused: "A comment stands between the arguments." };
  // What is wrapped is left alone, so that it can be repaired at the same time.
  const around = (before: string, after: string): Edit[] => [
    { start: call.start, end: given.value.start, text: before },
    { start: given.value.end, end: call.end, text: after },
  ];
  if (isMade(given.value)) return { edits: around("", ""), forms: ["data:variable/made"] };
  if (given.value.kind === "name" && !place.class)
    return {
      edits: around("", ""),
      forms: ["data:variable/name"],
      unsafe: `a gradient may flow through ${source(given.value)}, which Variable stops`,
    };
  return { edits: around(`${names.spell(STOP)}(`, ")"), forms: ["data:variable/stopped"] };
}

/** Whether `x = Variable(…, requires_grad=True)` asks for what `autograd.grad(outputs, x)` of the same function gives. */
function isDifferentiatedHere({ statement, call, place }: Reference, { model }: Context): boolean {
  const target = statement.kind === "assign" && statement.value === call ? statement.targets[0] : undefined;
  if (target?.kind !== "name") return false;
  return model.references.some((other) => {
    if (other.name !== "torch.autograd.grad" || !other.call || other.place.function !== place.function) return false;
    const input = argumentOf(other.call, "inputs", 1)?.value;
    const items = input?.kind === "tuple" || input?.kind === "list" ? input.items : [input];
    return items.some((item) => item !== undefined && isSimpleName(item, target.id));
  });
}

const STOP = "mindspore.ops.stop_gradient";

/** Whether a value is made here, so that no gradient flows through it. */
const isMade = (value: Expression): boolean =>
  value.kind === "call" &&
  /(^|\.)(zeros|ones|rand|randn|randint|full|eye|arange|linspace|tensor|Tensor|from_numpy)$/.test(
    dottedName(value.function) ?? "",
  );
