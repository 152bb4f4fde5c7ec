import { mappingOf } from "../../../catalogue/mappings.ts";
import { type Edit, isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { writeDefinition } from "../../../fix/definitions.ts";
import { type Chain, methodOf, valueAfter } from "../../../fix/in-place.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import type { Context } from "../../../rule.ts";
import { isTensor } from "../../../semantics/kinds.ts";
import type { Reference } from "../../../semantics/reference.ts";
import { isDifferentiated } from "../../../steps/differentiated.ts";
import type { Expression } from "../../../syntax/nodes.ts";
import { callEnd } from "../../../syntax/walk.ts";
import { isSimple } from "../../padding/support.ts";
import { isShared, VIEWS } from "./shared.ts";

/** How a tensor is written: as a part of one, a parameter by assign, into an attribute, under its own name. */
type Way = "part" | "parameter" | "attribute" | "own" | "shared";

const WRITES: Readonly<Record<Way, (name: string, value: string, names: Context["names"]) => string>> = {
  part: (name, value) => assignment(name, name, value),
  own: (name, value) => assignment(name, name, value),
  shared: (name, value) => assignment(`${name}[:]`, name, value),
  attribute: (name, value) => `${name}.copy_(${value})`,
  parameter: (name, value, names) => `${names.spell(ASSIGN)}(${name}, ${value})`,
};

/** Writes into a parameter. An optimizer that has run once would not go on with what `set_data` puts in its place. */
const ASSIGN = "mindspore.ops.assign";

/** `x.sub_(x.min()).div_(x.max())` → `x[:] = x - x.min()` and `x[:] = x / x.max()`, on lines of their own where that can be. */
export function writtenInTurn(reference: Reference, parts: readonly Chain[], context: Context): Mend | Refusal {
  const repairs = parts.map((part) => written(reference, part, context));
  const refusal = repairs.find(isRefusal);
  if (refusal) return refusal;
  const mends = repairs.filter((repair): repair is Mend => !isRefusal(repair));
  if (mends.length === 1) return mends[0];
  const { start, end } = reference.call!;
  const line = context.text.slice(lineStart(context.text, start), start);
  const separator = /^[ \t]*$/.test(line) ? lineEnding(context.text) + line : "; ";
  return {
    edits: [
      ...mends.flatMap(({ edits }) => edits.slice(0, -1)),
      { start, end, text: mends.map(({ edits }) => edits[edits.length - 1].text).join(separator) },
    ],
    forms: mends.flatMap(({ forms }) => forms),
  };
}

/** `x.add_(1)` → `x += 1`, `p.data.mul_(2)` → `ops.assign(p, p * 2)`, `x[0].fill_(1)` → `x[0] = 1` */
function written(reference: Reference, chain: Chain, context: Context): Mend | Refusal {
  const { text, names } = context;
  const { tensor, calls } = chain;
  const target = tensor.kind === "attribute" && tensor.name === "data" ? tensor.value : tensor;
  const why = unwritable(target, reference, context);
  if (why) return { refused: why };
  const name = text.slice(target.start, target.end);
  const way = wayOf(target, chain, reference, context);
  const takesNumbers = way === "part" || way === "shared";
  const filled = (value: string) =>
    value === "0"
      ? `${names.spell("mindspore.ops.zeros_like")}(${name})`
      : `${names.spell("mindspore.ops.full_like")}(${name}, ${value})`;
  const functions = functionsFor(context);
  const value = valueAfter(chain, name, takesNumbers ? (value) => value : filled, context, functions.nameOf);
  if (value === undefined) return { refused: "What is passed cannot be seen here." };
  const isReplaced = /^(zero|fill|copy)_$/.test(methodOf(calls[0]));
  if (way === "shared" && !isReplaced && isDifferentiated(target, reference.place, context))
    return {
      refused: `Another name sees ${name}, and MindSpore's gradient would be that of the value written: write ${name} = … and use it.`,
    };
  const { start, end } = calls[calls.length - 1];
  return {
    edits: [...functions.edits, { start, end, text: WRITES[way](name, value, names) }],
    forms: [`in-place:${way}`, ...(isReplaced ? [`in-place:${way}/replaced`] : [])],
  };
}

/** `y = x.mul_(2)` → `y = x.copy_(x * 2)`: what is written is given back, too. */
export function writtenAndUsed({ tensor, calls }: Chain, context: Context): Mend | Refusal {
  const { text, names } = context;
  if (!isSimple(tensor))
    return { refused: "Its result is used as well: change the tensor in a statement of its own first." };
  const name = text.slice(tensor.start, tensor.end);
  const filled = (value: string) => `${names.spell("mindspore.ops.full_like")}(${name}, ${value})`;
  const functions = functionsFor(context);
  const value = valueAfter({ tensor, calls }, name, filled, context, functions.nameOf);
  if (value === undefined) return { refused: "What is passed cannot be seen here." };
  return {
    edits: [
      ...functions.edits,
      { start: tensor.start, end: callEnd(calls[calls.length - 1]), text: `${name}.copy_(${value})` },
    ],
    forms: [...new Set(calls.map((call) => `in-place:used/${methodOf(call)}`))],
  };
}

/** The functions that stand for methods which MindSpore has not, or not on a CPU, and the edits that write them. */
function functionsFor(context: Context): { nameOf: (method: string) => string | undefined; edits: Edit[] } {
  const edits: Edit[] = [];
  const nameOf = (method: string) => {
    const definition = mappingOf(`torch.Tensor.${method}`)?.definition;
    const written = definition && writeDefinition(definition, context);
    edits.push(...(written?.edits ?? []));
    return written?.name;
  };
  return { nameOf, edits };
}

/** `torch.zeros(3, 2).scatter_(0, i, 1)` → `scatter(torch.zeros(3, 2), 0, i, 1)`; undefined where it stays a method. */
export function calledInstead({ tensor, calls }: Chain, context: Context): Mend | undefined {
  const [call] = calls;
  const { nameOf, edits } = functionsFor(context);
  const name = calls.length === 1 ? nameOf(methodOf(call).slice(0, -1)) : undefined;
  if (!name) return undefined;
  return {
    edits: [
      ...edits,
      { start: tensor.start, end: tensor.start, text: `${name}(` },
      { start: tensor.end, end: call.open + 1, text: ", " },
    ],
    forms: [`in-place:value/${methodOf(call)}`],
  };
}

function wayOf(target: Expression, { calls }: Chain, { place }: Reference, context: Context): Way {
  const { model } = context;
  if (target.kind === "subscript") return "part";
  const kind = model.kindOf(target)?.kind;
  if (kind?.is === "instance" && kind.of.endsWith(".Parameter")) return "parameter";
  if (target.kind !== "name") return "attribute";
  const isCopied = calls.some((call) => methodOf(call) === "copy_");
  const scope = place.function ?? model.module;
  const isGiven = scope.kind === "function" && scope.parameters.some(({ name }) => name === target.id);
  if (isCopied || isShared(target.id, scope) || (isGiven && !isDifferentiated(target, place, context))) return "shared";
  return "own";
}

/** `x[0] = x[0] + 1` is said `x[0] += 1`. */
function assignment(target: string, source: string, value: string): string {
  const [, operator, rest] = new RegExp(`^${escaped(source)} ([-+*/]) (.+)$`).exec(value) ?? [];
  const isOne = rest !== undefined && /^[\w.]+$/.test(rest);
  return isOne && target === source ? `${target} ${operator}= ${rest}` : `${target} = ${value}`;
}

const escaped = (source: string): string => source.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Why writing into this would not be seen, or not be differentiated, as in PyTorch. */
function unwritable(target: Expression, reference: Reference, context: Context): string | undefined {
  if (isPicked(target, context))
    return "Picking by a tensor or a list makes a copy, so this changes nothing in PyTorch either: write x[index] = value.";
  if (!isSimple(target) && !(target.kind === "subscript" && isSliced(target)))
    return "It writes into what is computed in place: give it a name, or write into the tensor itself.";
  if (target.kind !== "subscript") return undefined;
  if (mayBeEntry(target, context))
    return `Whether ${context.text.slice(target.start, target.end)} is a part of a tensor or a tensor in a dictionary cannot be seen: write x[i] = value, or ops.assign(parameter, value).`;
  const inner = target.value;
  const isView = inner.kind === "call" || (inner.kind === "attribute" && VIEWS.test(inner.name));
  return isView && isDifferentiated(target, reference.place, context)
    ? "A write through a view is lost where MindSpore differentiates: write into the tensor itself."
    : undefined;
}

/** Whether a part of a tensor is picked by a tensor or a list, so that it is a copy. */
export const isPicked = (target: Expression, context: Context): boolean =>
  target.kind === "subscript" && target.items.some((item) => isAdvanced(item, context));

/** Whether `x[k]` may be what a dictionary holds under a name: neither is known. */
function mayBeEntry({ value, items }: Expression & { kind: "subscript" }, { model }: Context): boolean {
  const [key] = items;
  const kind = model.kindOf(key)?.kind;
  const isName =
    kind?.is === "literal" ? kind.type === "str" : !kind && (key.kind === "name" || key.kind === "attribute");
  return items.length === 1 && isName && !isTensor(model.kindOf(value));
}

/** Whether a part of a tensor is said by slices and simple indices, so that writing it writes the tensor. */
export const isSliced = ({ value, items }: Expression & { kind: "subscript" }): boolean =>
  isSimple(value) && items.every((item) => item.kind === "slice" || isSimple(item) || item.kind === "unknown");

function isAdvanced(item: Expression, { model }: Context): boolean {
  if (item.kind === "list" || item.kind === "compare") return true;
  const kind = model.kindOf(item)?.kind;
  return kind?.is === "collection" || (kind?.is === "instance" && /\.(Tensor|ndarray)$/.test(kind.of));
}
