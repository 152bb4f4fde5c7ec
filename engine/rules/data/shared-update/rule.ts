import { kindCollector } from "../../../by-kinds.ts";
import type { Mend, Refusal } from "../../../finding.ts";
import { type Context, defineRule } from "../../../rule.ts";
import type { Typed } from "../../../semantics/kinds.ts";
import { augmentedName, type SharedChange, sharedChanges } from "../../../semantics/shared-changes.ts";
import { isDifferentiated } from "../../../steps/differentiated.ts";
import { functionsIn } from "../../../syntax/collect.ts";
import type { Expression, FunctionDefinition, Module } from "../../../syntax/nodes.ts";

/** `x += 1` where another name, a caller or a loop's list holds the tensor as well: MindSpore makes a new one. */
export default defineRule({
  name: "shared-update",
  category: "data",
  *scan(context) {
    for (const { change, scope } of [...updatesOf(context.model.module, context), ...updatesInFunctions(context)]) {
      const typed = context.model.kindOf(change.name);
      if (!typed || change.subscripts.some(({ items }) => !items.every((item) => isPlace(item, context)))) continue;
      yield {
        at: change.name,
        verdict: "adapted",
        effect: "silent",
        message: `In PyTorch this changes ${seen(change)}; in MindSpore it makes a new tensor for ${change.name.id}, which nothing else sees.`,
        mend: () => mend(change, typed, scope, context),
      };
    }
  },
});

const updatesIn = sharedChanges(augmentedName);

const updatesOf = (scope: FunctionDefinition | Module, { model }: Context) =>
  updatesIn(scope, ({ name }) => isPlainTensor(model.kindOf(name))).map((change) => ({ change, scope }));

const updatesInFunctions = kindCollector((top, context) => functionsIn(top).flatMap((own) => updatesOf(own, context)));

/** Parameters are written by a rule of their own; who updates MindSpore's tensors means what MindSpore does. */
const isPlainTensor = (typed: Typed | undefined): boolean =>
  typed?.kind.is === "instance" && typed.kind.of === "torch.Tensor" && !typed.kind.orNumber;

/** Whether an index picks a place and no copy: a slice, a number, None. */
function isPlace(item: Expression, { model }: Context): boolean {
  if (item.kind === "slice" || item.kind === "number" || item.kind === "constant") return true;
  if (item.kind === "unary") return isPlace(item.operand, { model } as Context);
  const kind = model.kindOf(item)?.kind;
  return kind?.is === "literal" && /^(int|str)$/.test(kind.type);
}

function seen({ twins, parts, only, name }: SharedChange): string {
  const [other] = [...twins, ...parts];
  if (other) return `what ${other} holds, too`;
  if (only === "caller") return `the tensor that the caller gave`;
  return only === "loop" ? "the tensor that the loop goes over" : `the tensor that ${name.id} is a part of`;
}

function mend(
  { name, twins, parts, only, statement, isReshaped }: SharedChange,
  typed: Typed,
  scope: FunctionDefinition | Module,
  context: Context,
): Mend | Refusal {
  const place = {
    function: scope.kind === "function" ? scope : undefined,
    class: context.model.classes.find(({ node }) => node.body.statements.some((inner) => inner === scope)),
  };
  const unsafe = typed.ground === "likely" ? `${name.id} is only likely what it seems` : undefined;
  if (statement.kind !== "augmented") return { refused: "Compute it anew." };
  if (parts.length || only) {
    if (isDifferentiated(name, place, context))
      return {
        refused: "MindSpore does not differentiate a write into a tensor: compute it anew and hand it on by name.",
      };
    // A write to [...] is lost for what is viewed by another shape, and for views; [:] is refused by a tensor without axes.
    const all = isReshaped ? "[:]" : "[...]";
    return { edits: [{ start: name.end, end: name.end, text: all }], forms: [`shared-update:${all}`], unsafe };
  }
  const { value, operator } = statement;
  const source = context.text.slice(value.start, value.end);
  const sum = `${name.id} ${operator.slice(0, -1)} ${/^[\w.]+$/.test(source) ? source : `(${source})`}`;
  return {
    edits: [{ start: statement.start, end: value.end, text: `${[...twins, name.id].join(" = ")} = ${sum}` }],
    forms: ["shared-update:all-names"],
    unsafe,
  };
}
