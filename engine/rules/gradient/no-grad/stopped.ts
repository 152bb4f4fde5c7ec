import type { Edit, Refusal } from "../../../finding.ts";
import type { Context } from "../../../rule.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import type { Block, Expression, FunctionDefinition, Module, Span, Statement } from "../../../syntax/nodes.ts";
import { suites, walkExpressions, walkStatements } from "../../../syntax/walk.ts";

/** What the edits below call. */
export const STOP = "mindspore.ops.stop_gradient";

type Counts = (target: Expression) => boolean;

/**
 * The edits that put ops.stop_gradient around what a block hands to the code around it: values returned, written into
 * something, or given to a name that is read elsewhere in its scope.
 */
export function stopBlock(block: Block, scope: FunctionDefinition | Module, context: Context): Edit[] | Refusal {
  const read = namesReadOutside(block, scope);
  return stopAll(block, (target) => target.kind !== "name" || read.has(target.id), context);
}

/** The edits that put ops.stop_gradient around what a function returns. */
export const stopReturns = ({ body }: FunctionDefinition, context: Context): Edit[] | Refusal =>
  stopAll(body, () => false, context);

function stopAll(block: Block, counts: Counts, context: Context): Edit[] | Refusal {
  const edits: Edit[] = [];
  for (const statement of block.statements) {
    if (statement.kind === "function" || statement.kind === "class") continue;
    if (isScaledInPlace(statement, counts, context))
      return { refused: "A tensor is changed in place here without its gradient: write it as a new value." };
    const value = handedOut(statement, counts);
    if (value) edits.push(...stop(value, context));
    for (const suite of suites(statement)) {
      const inner = stopAll(suite, counts, context);
      if ("refused" in inner) return inner;
      edits.push(...inner);
    }
  }
  return edits;
}

/** The value that a statement gives to something that counts. */
function handedOut(statement: Statement, counts: Counts): Expression | undefined {
  if (statement.kind === "return") return statement.value;
  if (statement.kind === "expression") return copiedIn(statement.value);
  if (statement.kind === "augmented") return counts(statement.target) ? statement.value : undefined;
  if (statement.kind !== "assign") return undefined;
  const targets = statement.targets.flatMap((t) => (t.kind === "tuple" || t.kind === "list" ? t.items : [t]));
  return targets.some(counts) ? statement.value : undefined;
}

/** `y` in `x.copy_(y)`, which writes into a tensor as `x[:] = y` does. */
function copiedIn(value: Expression): Expression | undefined {
  if (value.kind !== "call" || value.function.kind !== "attribute" || value.function.name !== "copy_") return undefined;
  const [given] = value.arguments;
  return /^(name|subscript)$/.test(value.function.value.kind) && given?.form === "positional" ? given.value : undefined;
}

/** `x *= 2` on a tensor: PyTorch's gradient passes it by, MindSpore's does not; what is added is the same for both. */
function isScaledInPlace(statement: Statement, counts: Counts, { model }: Context): boolean {
  if (statement.kind !== "augmented" || /^[+-]=$/.test(statement.operator)) return false;
  return counts(statement.target) && isTensor(model.kindOf(statement.target));
}

function stop(value: Expression, context: Context): Edit[] {
  if (!mayHaveGradient(value, context)) return [];
  const isBare = value.kind === "tuple" && context.text[value.start] !== "(";
  return [
    { start: value.start, end: value.start, text: `${context.names.spell(STOP)}(${isBare ? "(" : ""}` },
    { start: value.end, end: value.end, text: isBare ? "))" : ")" },
  ];
}

/** Whether a value can be a tensor, or hold one, that a gradient would flow through. */
function mayHaveGradient(value: Expression, { model }: Context): boolean {
  if (value.kind === "number" || value.kind === "string" || value.kind === "constant") return false;
  if (value.kind === "unary" && value.operand.kind === "number") return false;
  if (value.kind === "call" && isStopped(value.function)) return false;
  if (value.kind === "attribute" && NO_TENSORS.test(value.name)) return false;
  const kind = model.kindOf(value)?.kind;
  return kind?.is !== "literal" && kind?.is !== "class" && kind?.is !== "function";
}

/** Attributes of tensors and layers that hold no tensor. */
const NO_TENSORS = /^(requires_grad|training|shape|dtype|ndim)$/;

const isStopped = (callee: Expression): boolean =>
  callee.kind === "attribute" && /^(stop_gradient|detach|item|tolist|numpy|asnumpy)$/.test(callee.name);

/** The names that the scope reads outside the block; code of a loop around it may read them earlier in the text. */
function namesReadOutside(block: Span, scope: FunctionDefinition | Module): ReadonlySet<string> {
  const written = new Set<Expression>();
  walkStatements(scope.body, (statement) => {
    if (statement.kind === "assign") for (const target of statement.targets) written.add(target);
  });
  const names = new Set<string>();
  walkExpressions(scope, (node) => {
    const isOutside = node.end <= block.start || block.end <= node.start;
    if (node.kind === "name" && isOutside && !written.has(node)) names.add(node.id);
  });
  return names;
}
