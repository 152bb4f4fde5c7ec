import { seenDtype } from "../../../fix/seen-dtype.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isTensor, isTorchTensor, weakest } from "../../../semantics/kinds.ts";
import { collector, functionsIn, inventoryOf } from "../../../syntax/collect.ts";
import type { Binary, FunctionDefinition, Statement, Unary } from "../../../syntax/nodes.ts";

const SHIFTS: Readonly<Record<string, string>> = {
  "<<": "mindspore.ops.bitwise_left_shift",
  ">>": "mindspore.ops.bitwise_right_shift",
};

/** Operators on the bits of whole numbers: MindSpore's tensors have no `<<`, and their `~` is that of truths. */
export default defineRule({
  name: "bit-operator",
  category: "data",
  *scan(context: Context) {
    const { model } = context;
    const shifts = shiftsIn(model.module).map((node) => shifted(node, context));
    const inverse = inversionsIn(model.module).map(({ node, own }) => inverted(node, own, context));
    for (const report of [...shifts, ...inverse]) if (report) yield report;
  },
});

/** `x << 2` → `ops.bitwise_left_shift(x, 2)` */
function shifted(node: Binary, { model, text, names }: Context): Report | undefined {
  const [left, right] = [model.kindOf(node.left), model.kindOf(node.right)];
  const tensor = isTensor(left) ? left : right;
  if (!isTensor(tensor)) return undefined;
  const ground = left && right ? weakest(left.ground, right.ground) : tensor.ground;
  const to = names.spell(SHIFTS[node.operator]);
  return {
    at: node,
    verdict: "adapted",
    effect: "loud",
    message: `MindSpore's tensors have no operator ${node.operator}. Write ${to}.`,
    mend: () => {
      const between = text.slice(node.left.end, node.right.start);
      if (between.includes("#")) return { refused: "A comment stands at the operator." };
      return {
        edits: [
          { start: node.left.start, end: node.left.start, text: `${to}(` },
          { start: node.left.end, end: node.right.start, text: ", " },
          { start: node.right.end, end: node.right.end, text: ")" },
        ],
        forms: [`operator:${node.operator}`],
        unsafe: ground === "likely" ? "it is only likely that this is a tensor" : undefined,
      };
    },
  };
}

/** `~x` → `(-x - 1)` of whole numbers; of truths it is right as it stands. */
function inverted(node: Unary, own: FunctionDefinition | undefined, context: Context): Report | undefined {
  const { operand } = node;
  const { text, model } = context;
  const typed = model.kindOf(operand);
  if (!isTorchTensor(typed) || seenDtype(operand, { place: { function: own } }, context) !== "whole") return undefined;
  return {
    at: node,
    verdict: "adapted",
    effect: "silent",
    message: "MindSpore's ~ asks which numbers are zero. Write -x - 1.",
    mend: () => {
      const around = text.slice(node.start, operand.start) + text.slice(operand.end, node.end);
      if (around.includes("#")) return { refused: "A comment stands at the operator." };
      return {
        edits: [
          { start: node.start, end: operand.start, text: "(-" },
          { start: operand.end, end: node.end, text: " - 1)" },
        ],
        forms: ["operator:~"],
        unsafe: typed.ground === "likely" ? "it is only likely that this is a tensor" : undefined,
      };
    },
  };
}

const shiftsIn = collector((top) => inventoryOf(top).operations.filter(({ operator }) => operator in SHIFTS));

interface Inversion {
  readonly node: Unary;
  /** The innermost function it stands in. */
  readonly own?: FunctionDefinition;
}

const inversionsIn = collector((top: Statement): readonly Inversion[] => {
  const { inversions } = inventoryOf(top);
  if (!inversions.length) return [];
  const owners = new Map<Unary, FunctionDefinition>();
  for (const own of functionsIn(top)) for (const node of inventoryOf(own.body).inversions) owners.set(node, own);
  return inversions.map((node) => ({ node, own: owners.get(node) }));
});
