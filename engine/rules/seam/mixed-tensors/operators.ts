import type { Context, Report } from "../../../rule.ts";
import { isTensor, type LayerFamily, type Typed } from "../../../semantics/kinds.ts";
import type { Expression } from "../../../syntax/nodes.ts";

/** Only what is certain counts: what is taken for torch's tensor by its methods alone may be MindSpore's. */
export const isCertainlyOf = (family: LayerFamily, typed: Typed | undefined): boolean =>
  isTensor(typed) && typed.ground === "certain" && typed.kind.of.startsWith(`${family}.`);

/** What is wrong with an operator between a tensor of each framework: `x + y` raises, `x == y` compares objects. */
export function ofOperator(node: Expression, { model, text }: Context): Report | undefined {
  const operation = operationOf(node);
  const effect = operation && EFFECTS[operation.operator];
  if (!effect) return undefined;
  const kinds = operation.operands.map(model.kindOf);
  const torchs = operation.operands[kinds.findIndex((kind) => isCertainlyOf("torch", kind))];
  if (!torchs || !kinds.some((kind) => isCertainlyOf("mindspore", kind))) return undefined;
  const what = text.slice(torchs.start, torchs.end);
  return {
    at: node,
    verdict: "manual",
    effect: effect === "raises" ? "loud" : "silent",
    message: `${operation.operator} between a torch and a MindSpore tensor ${effect}: ${what} is torch's. Migrate what makes it.`,
    mend: () => ({ refused: "What makes both tensors is migrated together." }),
  };
}

interface Operation {
  readonly operator: string;
  readonly operands: readonly Expression[];
}

function operationOf(node: Expression): Operation | undefined {
  if (node.kind === "binary") return { operator: node.operator, operands: [node.left, node.right] };
  if (node.kind !== "compare" || node.operators.length > 1) return undefined;
  return { operator: node.operators[0], operands: node.operands };
}

const EFFECTS: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries("+ - * / // % ** @ < > <= >=".split(" ").map((operator) => [operator, "raises"])),
  "==": "is False, whatever is in them",
  "!=": "is True, whatever is in them",
};
