import type { Block, Expression, FunctionDefinition } from "../syntax/nodes.ts";
import { walkExpressions } from "../syntax/walk.ts";
import { TENSOR_ONLY_METHODS } from "./names.ts";

/** Methods that no array, list or string has: seen on a parameter anywhere, they make it a tensor. */
const UNMISTAKABLE = new Set(
  "unsqueeze permute contiguous masked_fill expand_as type_as requires_grad_ detach new_zeros new_ones view_as backward".split(
    " ",
  ),
);

/** What a call says of its first argument. */
export type CallEvidence = (callee: Expression) => boolean;

/**
 * The parameters that a function uses as only a tensor can be used: asked for a tensor's methods, or handed to a layer
 * or a torch function, before the name is bound to something else. `strict` admits unmistakable methods alone.
 */
export function tensorParameters(node: FunctionDefinition, takesTensor: CallEvidence, strict: boolean): Set<string> {
  const names = new Set(node.parameters.map((parameter) => parameter.name));
  const methods = strict ? UNMISTAKABLE : TENSOR_ONLY_METHODS;
  const found = new Set<string>();
  walkExpressions(node.body as Block, (expression) => {
    if (expression.kind !== "call") return;
    const { function: callee, arguments: args } = expression;
    if (callee.kind === "attribute" && callee.value.kind === "name" && names.has(callee.value.id))
      if (methods.has(callee.name)) found.add(callee.value.id);
    const first = args[0];
    if (first?.form !== "positional" || first.value.kind !== "name" || !names.has(first.value.id)) return;
    if (takesTensor(callee)) found.add(first.value.id);
  });
  return found;
}
