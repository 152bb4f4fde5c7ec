import { type Context, defineRule } from "../../../rule.ts";
import { isNumber, isTensor, isTorchTensor } from "../../../semantics/kinds.ts";
import { collector, inventoryOf } from "../../../syntax/collect.ts";
import type { Expression, Module, Subscript } from "../../../syntax/nodes.ts";
import { isSimpleName, targetsOf, walkStatements } from "../../../syntax/walk.ts";

/** `x[0, :, [1, 2]]`: torch takes the number first, and leaves the picked axis in its place; MindSpore puts it in front. */
export default defineRule({
  name: "mixed-index",
  category: "axes",
  *scan(context) {
    const { text, model } = context;
    for (const node of longSubscripts(model.module)) {
      const tensor = model.kindOf(node.value);
      if (!isTorchTensor(tensor)) continue;
      const roles = node.items.map((item) => roleOf(item, context));
      if (!isMoved(roles)) continue;
      const [first, last] = [node.items[0], node.items[node.items.length - 1]];
      const apart = numbersApart(node, roles, text);
      const written = writtenTo(node, model.module);
      if (written && (written.kind === "number" || isNumber(model.kindOf(written)))) continue;
      yield {
        at: node,
        verdict: written ? "manual" : "adapted",
        effect: "silent",
        message: `MindSpore puts the axis of the picked places first here, PyTorch does not. Take the numbers first: [${apart}].`,
        mend: () => {
          if (written) return { refused: "What is written has to have its axes in MindSpore's order: permute it." };
          if (text.slice(first.start, last.end).includes("#"))
            return { refused: "A comment stands among the indices." };
          return {
            edits: [{ start: first.start, end: last.end, text: apart }],
            forms: ["index:apart"],
            unsafe: tensor.ground === "likely" ? "what is indexed is only likely a tensor" : undefined,
          };
        },
      };
    }
  },
});

const longSubscripts = collector((statement) =>
  inventoryOf(statement).subscripts.filter(({ items }) => items.length >= 3),
);

type Role = "number" | "picks" | "slice" | "new" | "rest" | undefined;

function roleOf(item: Expression, { model }: Context): Role {
  if (item.kind === "slice") return "slice";
  if (item.kind === "constant") return item.value === "None" ? "new" : item.value === "..." ? "rest" : undefined;
  if (item.kind === "list" || (item.kind === "call" && isSimpleName(item.function, "range"))) return "picks";
  const typed = model.kindOf(item);
  if (isTensor(typed)) return "picks";
  const isNumber = typed?.kind.is === "literal" && typed.kind.type === "int";
  return isNumber || item.kind === "number" || (item.kind === "unary" && item.operand.kind === "number")
    ? "number"
    : undefined;
}

/** Whether the frameworks order the axes differently: numbers break the row of what picks in MindSpore, in torch they do not count. */
function isMoved(roles: readonly Role[]): boolean {
  if (roles.includes(undefined) || !roles.includes("number")) return false;
  const others = roles.filter((role) => role !== "number");
  return (
    !isInRow(roles, (role) => role === "number" || role === "picks") &&
    isInRow(others, (r) => r === "picks") &&
    others[0] !== "picks"
  );
}

/** Whether what is looked for is there, and all of it side by side. */
function isInRow(roles: readonly Role[], is: (role: Role) => boolean): boolean {
  const places = roles.flatMap((role, place) => (is(role) ? [place] : []));
  return places.length > 0 && places[places.length - 1] - places[0] === places.length - 1;
}

/** `0, :, [1, 2]` → `0][:, [1, 2]` */
function numbersApart({ items }: Subscript, roles: readonly Role[], text: string): string {
  const source = ({ start, end }: Expression) => text.slice(start, end);
  const taken = items.slice(0, roles.lastIndexOf("number") + 1).flatMap((item, place) => {
    if (roles[place] === "new") return [];
    return roles[place] === "number" || roles[place] === "rest" ? source(item) : ":";
  });
  const rest = items.filter((_, place) => roles[place] !== "number").map(source);
  return `${taken.join(", ")}][${rest.join(", ")}`;
}

/** What is assigned to a part of a tensor. */
function writtenTo(node: Expression, module: Module): Expression | undefined {
  let written: Expression | undefined;
  walkStatements(module.body, (statement) => {
    if (statement.kind !== "assign" && statement.kind !== "augmented") return;
    if (targetsOf(statement).includes(node)) written = statement.value;
  });
  return written;
}
