import type { Context, Report } from "../../../rule.ts";
import type { Expression, Statement } from "../../../syntax/nodes.ts";
import { isCertainlyOf, met } from "./strange.ts";

/** What is wrong with an operator between a tensor of each framework: `x + y` raises, `x == y` compares objects. */
export function ofOperator(node: Expression | Statement, { model, text }: Context): Report | undefined {
  const operation = operationOf(node);
  const effect = operation && EFFECTS[operation.operator];
  if (!effect) return undefined;
  const kinds = operation.operands.map(model.kindOf);
  const torchs = operation.operands[kinds.findIndex((kind) => isCertainlyOf("torch", kind))];
  if (!torchs || !kinds.some((kind) => isCertainlyOf("mindspore", kind))) return undefined;
  const what = text.slice(torchs.start, torchs.end);
  const message = `${operation.operator} between a torch and a MindSpore tensor ${effect}: ${what} is torch's. Migrate what makes it.`;
  return met(node, effect === "raises" ? "loud" : "silent", message);
}

interface Operation {
  readonly operator: string;
  readonly operands: readonly Expression[];
}

function operationOf(node: Expression | Statement): Operation | undefined {
  if (node.kind === "binary") return { operator: node.operator, operands: [node.left, node.right] };
  if (node.kind === "augmented") return { operator: node.operator, operands: [node.target, node.value] };
  if (node.kind !== "compare" || node.operators.length > 1) return undefined;
  return { operator: node.operators[0], operands: node.operands };
}

const RAISING = "+ - * / // % ** @ & | ^".split(" ");

const EFFECTS: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries([...RAISING, ...RAISING.map((operator) => `${operator}=`)].map((one) => [one, "raises"])),
  ...Object.fromEntries("< > <= >=".split(" ").map((operator) => [operator, "raises"])),
  "==": "is False, whatever is in them",
  "!=": "is True, whatever is in them",
};
