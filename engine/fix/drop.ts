import type { Edit } from "../finding.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Expression } from "../syntax/nodes.ts";
import { callEnd } from "../syntax/walk.ts";
import { removeStatement } from "./imports.ts";

/**
 * Takes a call of a method away and leaves its receiver: `x.cuda()` → `x`. Where nothing but the receiver would stand
 * (`model.to(device)`, `x = x.to(device)`) the statement goes. Undefined where a comment would go with it.
 */
export function dropCall(reference: Reference, context: Context): Edit[] | undefined {
  const { call, receiver, statement } = reference;
  if (!call || !receiver) return undefined;
  const { text, model } = context;
  const source = (node: Expression) => text.slice(node.start, node.end);
  const plain = isName(receiver);
  if (statement.kind === "expression" && statement.value === call && plain)
    return [removeStatement(text, model, statement)];
  if (statement.kind === "assign" && statement.targets.length === 1 && statement.value && !statement.annotation) {
    const [target] = statement.targets;
    const { value } = statement;
    if (value === call && plain && source(target) === source(receiver))
      return [removeStatement(text, model, statement)];
    if (target.kind === "tuple" && value.kind === "tuple" && target.items.length === value.items.length)
      if (target.items.every((item, i) => isSameMoved(item, value.items[i], source)))
        return [removeStatement(text, model, statement)];
  }
  const end = callEnd(call);
  if (text.slice(receiver.end, end).includes("#")) return undefined;
  return [{ start: receiver.end, end, text: "" }];
}

const isName = (node: Expression): boolean => node.kind === "name" || (node.kind === "attribute" && isName(node.value));

/** Whether `value` is `target.to(…)`, `.cuda()` or `.cpu()`. */
function isSameMoved(target: Expression, value: Expression, source: (node: Expression) => string): boolean {
  if (value.kind !== "call" || value.function.kind !== "attribute") return false;
  return /^(to|cuda|cpu|npu)$/.test(value.function.name) && source(value.function.value) === source(target);
}

/** Takes the statement away that a call or an assignment is; undefined where it is part of something else. */
export function dropStatement(reference: Reference, context: Context): Edit[] | undefined {
  const { statement, node, call } = reference;
  const whole = statement.kind === "expression" && doesOnly(statement.value, call ?? node);
  const assigned = statement.kind === "assign" && statement.targets.length === 1 && statement.targets[0] === node;
  return whole || assigned ? [removeStatement(context.text, context.model, statement)] : undefined;
}

/** Whether an expression is this one, or this one under a condition: `torch.cuda.synchronize() if cuda else None`. */
function doesOnly(expression: Expression, node: Expression): boolean {
  if (expression.kind !== "conditional") return expression === node;
  const { body, otherwise } = expression;
  const isNothing = (arm: Expression) => arm.kind === "constant" && arm.value === "None";
  return (body === node && isNothing(otherwise)) || (otherwise === node && isNothing(body));
}
