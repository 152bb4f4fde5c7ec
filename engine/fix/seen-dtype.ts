import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import { isTensor } from "../semantics/kinds.ts";
import type { Reference } from "../semantics/reference.ts";
import { perStatement } from "../syntax/collect.ts";
import type { Call, Expression, Statement } from "../syntax/nodes.ts";
import { blockOf, targetsOf, walkStatements } from "../syntax/walk.ts";

/** What a tensor can be seen to hold where its dtype decides what MindSpore does; places are int64 in torch, int32 in MindSpore. */
export type Seen = "whole" | "places" | "truth" | "float" | "complex";

/** Where something stands; of interest where a name has to be looked up. */
type At = Pick<Reference, "place">;

/** What a tensor holds, as far as the code that makes it says so: `torch.arange(5)`, `x > 0`, `torch.fft.fft(x)`. */
export function seenDtype(node: Expression, at: At, context: Context, depth = 0): Seen | undefined {
  if (depth > DEEPEST) return undefined;
  if (node.kind === "compare") return isTensor(context.model.kindOf(node)) ? "truth" : undefined;
  if (node.kind === "attribute" && node.name === "indices") return partOf(node.value, 1, at, context);
  if (node.kind === "subscript") {
    const isSecond = node.items.length === 1 && node.items[0].kind === "number" && node.items[0].text === "1";
    return (isSecond && partOf(node.value, 1, at, context)) || seenDtype(node.value, at, context, depth + 1);
  }
  if (node.kind === "name") {
    const given = givenTo(node.id, at, context);
    if (given?.part !== undefined) return partOf(given.value, given.part, at, context);
    return given && seenDtype(given.value, at, context, depth + 1);
  }
  if (node.kind === "unary" && node.operator === "~") return seenDtype(node.operand, at, context, depth + 1);
  if (node.kind === "binary" && /^[&|^]$/.test(node.operator))
    return [node.left, node.right].some((side) => seenDtype(side, at, context, depth + 1) === "truth")
      ? "truth"
      : undefined;
  if (node.kind === "binary" && /^(\+|-|\*|\/\/|%)$/.test(node.operator)) {
    const sides = [node.left, node.right].filter((side) => !isWhole(side, context));
    const seen = sides.map((side) => seenDtype(side, at, context, depth + 1));
    if (!seen.every(isOfWhole)) return undefined;
    return seen.length && !seen.includes("whole") ? "places" : "whole";
  }
  if (node.kind !== "call") return undefined;
  return dtypeGiven(node, context) ?? madeBy(node, at, context, depth);
}

const DEEPEST = 4;

/** Whether whole numbers are seen, of whichever size. */
export const isOfWhole = (seen: Seen | undefined): boolean => seen === "whole" || seen === "places";

/** What the second of the results of sorting holds, given the call or a name for both. */
function partOf(node: Expression, part: number, at: At, context: Context): Seen | undefined {
  const call = node.kind === "name" ? onlyValue(node.id, at, context) : node;
  return part === 1 && call?.kind === "call" && SORTING.test(calledName(call, context) ?? "") ? "places" : undefined;
}

const SORTING = /\.(sort|topk)$/;

/** The dtype that a call names: `dtype=torch.long`, `.to(torch.int64)`, `.long()`. */
function dtypeGiven(call: Call, { text }: Context): Seen | undefined {
  const method = call.function.kind === "attribute" ? call.function.name : "";
  if (WHOLE_CASTS.test(method) && !call.arguments.length) return "whole";
  if (method === "bool" && !call.arguments.length) return "truth";
  if (method === "float" && !call.arguments.length) return "float";
  const isCast = /^(to|type|astype)$/.test(method);
  const dtype = call.arguments.find(({ name, form }) => name === "dtype" || (isCast && form === "positional"));
  const source = dtype && text.slice(dtype.value.start, dtype.value.end);
  if (!source) return undefined;
  if (/\.(int|long|short|int8|int16|int32|int64|uint8)$/.test(source)) return "whole";
  if (/\.(float|float32)$/.test(source)) return "float";
  return /\.bool_?$/.test(source) ? "truth" : undefined;
}

const WHOLE_CASTS = /^(long|int|short|byte)$/;

/** What the result of a function of either framework holds, where no dtype is given. */
function madeBy(call: Call, at: At, context: Context, depth: number): Seen | undefined {
  if (call.arguments.some(({ name }) => name === "dtype")) return undefined;
  const name = calledName(call, context);
  if (!name) return undefined;
  if (COMPLEX.test(name)) return "complex";
  if (TRUTHS.test(name)) return "truth";
  if (WHOLE.test(name)) return "whole";
  if (FLOATS.test(name)) return "float";
  if (/\.(arange|tensor|full)$/.test(name)) {
    const numbers = call.arguments.filter(({ form }) => form === "positional").flatMap(({ value }) => itemsOf(value));
    return numbers.length && numbers.every((value) => isWhole(value, context)) ? "whole" : undefined;
  }
  const receiver = call.function.kind === "attribute" ? call.function.value : undefined;
  return KEEPING.test(name) && receiver ? seenDtype(receiver, at, context, depth + 1) : undefined;
}

const COMPLEX =
  /^torch\.(complex|polar|view_as_complex|fft\.i?fft(2|n)?|fft\.rfft(2|n)?)$|^mindspore\.ops\.(polar|i?fft(2|n)?|rfft(2|n)?)$/;
const TRUTHS = /\.(eq|ne|gt|lt|ge|le|isnan|isinf|isfinite|logical_(and|or|not|xor)|any|all)$/;
const WHOLE = /\.(arg(max|min|sort)|randint|randperm|nonzero|argwhere|bincount|LongTensor|IntTensor|one_hot)$/;
const FLOATS = /\.(zeros|ones|rand|randn|eye|linspace|FloatTensor)$/;
const KEEPING =
  /Tensor\.(view|reshape|unsqueeze|squeeze|t|transpose|permute|flatten|contiguous|clone|copy|detach|expand)$/;

function calledName({ function: callee }: Call, { model }: Context): string | undefined {
  const kind = model.kindOf(callee)?.kind;
  if (kind?.is === "function" || kind?.is === "class")
    return /^(torch|mindspore)\./.test(kind.name) ? kind.name : undefined;
  if (callee.kind !== "attribute" || !isTensor(model.kindOf(callee.value))) return undefined;
  return `torch.Tensor.${callee.name}`;
}

const itemsOf = (value: Expression): readonly Expression[] =>
  value.kind === "list" || value.kind === "tuple" ? value.items.flatMap(itemsOf) : [value];

function isWhole(value: Expression, context: Context): boolean {
  const { text, model } = context;
  if (value.kind === "unary") return isWhole(value.operand, context);
  if (value.kind === "number") return /^\d+$/.test(text.slice(value.start, value.end));
  const kind = model.kindOf(value)?.kind;
  return kind?.is === "literal" && kind.type === "int";
}

/** What a name is given in its scope, where that is one thing. */
export function onlyValue(name: string, at: At, context: Context): Expression | undefined {
  const given = givenTo(name, at, context);
  return given?.part === undefined ? given?.value : undefined;
}

function givenTo(name: string, at: At, context: Context): Part | undefined {
  const own = at.place.function;
  return (own ? givenIn(own) : givenByModule(context)).get(name);
}

/** A value, or the part of one that a name in a tuple is given. */
interface Part {
  readonly value: Expression;
  readonly part?: number;
}

type Given = ReadonlyMap<string, Part | undefined>;

const givenIn = perStatement((statement): Given => {
  const given = new Map<string, Part | undefined>();
  if (statement.kind !== "function") return noted(statement, given);
  for (const { name } of statement.parameters) given.set(name, undefined);
  for (const inner of statement.body.statements) noted(inner, given);
  return given;
});

const givenByModule = perFile(({ model }: Context): Given => {
  const given = new Map<string, Part | undefined>();
  for (const statement of model.module.body.statements)
    for (const [name, value] of statement.kind === "function" ? [] : givenIn(statement))
      given.set(name, given.has(name) ? undefined : value);
  return given;
});

function noted(statement: Statement, given: Map<string, Part | undefined>): Map<string, Part | undefined> {
  walkStatements(blockOf(statement), (inner) => {
    const targets = inner.kind === "for" ? [inner.target] : targetsOf(inner);
    const value = inner.kind === "assign" && inner.targets.length === 1 ? inner.value : undefined;
    for (const target of targets)
      for (const name of itemsOf(target)) {
        if (name.kind !== "name") continue;
        const part = target.kind === "tuple" ? target.items.indexOf(name) : undefined;
        given.set(name.id, given.has(name.id) || !value || part === -1 ? undefined : { value, part });
      }
  });
  return given;
}
