import type { Mend, Refusal } from "../../../finding.ts";
import { likelyReason } from "../../../fix/likely.ts";
import { needsParentheses } from "../../../fix/values.ts";
import { perFile } from "../../../per-file.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { IN_PLACE_OPERATORS } from "../../../semantics/operators.ts";
import type { Reference } from "../../../semantics/reference.ts";
import type { Attribute, Expression, Statement } from "../../../syntax/nodes.ts";
import { walkStatements } from "../../../syntax/walk.ts";
import { atLeast } from "../../../target.ts";

const IN_PLACE = ["torch.Tensor", "mindspore.Tensor"].flatMap((owner) =>
  [...IN_PLACE_OPERATORS.values()].map((method) => `${owner}.${method}`),
);

/** `x.data`: the values without their history. A parameter is given new ones by `assign`; reading is as in torch since 2.10. */
export default defineRule({
  name: "tensor-data",
  category: "data",
  owns: ["torch.Tensor.data", ...IN_PLACE],
  counterpart: (_, { mindspore }) =>
    atLeast(mindspore, "2.10") ? "mindspore.Tensor.data" : "mindspore.ops.stop_gradient",
  find(reference, context) {
    const { node, statement } = reference;
    if (IN_PLACE.includes(reference.name)) return changed(reference, context);
    if (node.kind !== "attribute") return undefined;
    if (isTarget(node, statement)) return given(reference, node, context);
    const isWritten = "targets" in statement && statement.targets.some((target) => isBaseOf(node, target));
    if (isWritten || (statement.kind === "augmented" && isBaseOf(node, statement.target))) return undefined;
    return atLeast(context.target.mindspore, "2.10") ? undefined : read(reference, node, context);
  },
});

const ASSIGN = "mindspore.ops.assign";

const isTarget = (node: Expression, statement: Statement): boolean =>
  (statement.kind === "assign" && statement.targets.length === 1 && statement.targets[0] === node) ||
  (statement.kind === "augmented" && statement.target === node);

/** `p.data` in `p.data[0]`, into which a value is written: that works in every version. */
const isBaseOf = (node: Expression, target: Expression): boolean =>
  target.kind === "subscript" && (target.value === node || isBaseOf(node, target.value));

const source = ({ text }: Context, node: Expression): string => text.slice(node.start, node.end);

/** `p -= step`, which gives the name another tensor in MindSpore and leaves the parameter as it is. */
const changed = (reference: Reference, context: Context): Report => ({
  at: reference.node,
  verdict: "adapted",
  effect: "silent",
  name: reference.name.replace("mindspore", "torch"),
  message: "In MindSpore this gives the name another tensor, and the parameter stays as it is: ops.assign changes it.",
  mend: () => assigned(reference, reference.node, "tensor:in-place", context),
});

/** `p.data = value` and `p.data -= step` */
function given(reference: Reference, { value: owner }: Attribute, context: Context): Report {
  const kind = context.model.kindOf(owner)?.kind;
  const isParameter = kind?.is === "instance" && kind.of.endsWith(".Parameter");
  return {
    at: reference.node,
    verdict: isParameter ? "adapted" : "manual",
    effect: "loud",
    name: reference.name,
    message: isParameter
      ? "A parameter is given new values by ops.assign: an optimizer that has run goes on with them."
      : "Only a parameter is given new values: a tensor is written, x[:] = value, or its name is given another.",
    mend(): Mend | Refusal {
      if (!isParameter) return { refused: "Write x = value, or x[:] = value where another name sees the tensor." };
      return assigned(reference, owner, "tensor:data=", context);
    },
  };
}

/** The assignment to a parameter by `assign`: an optimizer that has run once would not see what `set_data` puts in its place. */
function assigned(reference: Reference, owner: Expression, form: string, context: Context): Mend | Refusal {
  const { statement } = reference;
  if ((statement.kind !== "assign" && statement.kind !== "augmented") || !statement.value)
    return { refused: "Write ops.assign(p, value)." };
  if (context.text.slice(owner.end, statement.value.start).includes("#"))
    return { refused: "A comment stands inside the assignment." };
  const { value } = statement;
  const name = source(context, owner);
  if (statement.kind === "assign" && form === "tensor:data=" && isHeld(context))
    return swapped(owner, statement, context);
  const operator = statement.kind === "augmented" ? `${name} ${statement.operator.slice(0, -1)} ` : "";
  const [open, close] = operator && needsParentheses(value) ? ["(", ")"] : ["", ""];
  return {
    edits: [
      { start: statement.start, end: value.start, text: `${context.names.spell(ASSIGN)}(${name}, ${operator}${open}` },
      { start: value.end, end: value.end, text: `${close})` },
    ],
    forms: [form],
    unsafe: likelyReason(reference, context),
  };
}

/** `p.data = shadow` where another name holds what the parameter had, which writing into it would change: `set_data`. */
function swapped(owner: Expression, { start, value }: Statement & { kind: "assign" }, context: Context): Mend {
  return {
    edits: [
      { start, end: value!.start, text: `${source(context, owner)}.set_data(` },
      { start: value!.end, end: value!.end, text: ")" },
    ],
    forms: ["tensor:data=/swapped"],
    unsafe: "an optimizer that has run trains the values that a parameter had before, until they are given back",
  };
}

/** Whether a name or an entry holds the values of a parameter themselves: `backup[name] = param.data`. */
const isHeld = perFile(({ model }: Context): boolean => {
  let found = false;
  walkStatements(model.module.body, (statement) => {
    if (statement.kind !== "assign" || statement.value?.kind !== "attribute" || statement.value.name !== "data") return;
    if (statement.targets.some((target) => !(target.kind === "attribute" && target.name === "data"))) found = true;
  });
  return found;
});

/** Before 2.10 a tensor has no `data`, and a parameter's is differentiated. */
function read(reference: Reference, { value: owner, end }: Attribute, context: Context): Report {
  return {
    at: reference.node,
    verdict: "adapted",
    effect: "silent",
    name: reference.name,
    message: `Before MindSpore 2.10 a tensor has no data, and a parameter's has a gradient: ops.stop_gradient has none.`,
    mend: () => ({
      edits: [
        { start: owner.start, end: owner.start, text: `${context.names.spell("mindspore.ops.stop_gradient")}(` },
        { start: owner.end, end, text: ")" },
      ],
      forms: ["tensor:data"],
      unsafe: likelyReason(reference, context),
    }),
  };
}
