import type { Mapping } from "../catalogue/mapping.ts";
import type { Context } from "../rule.ts";
import { isTensor, type Typed } from "../semantics/kinds.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Argument, Expression } from "../syntax/nodes.ts";
import { atLeast } from "../target.ts";
import { isPicked } from "./picked.ts";

/** The mapping of the one of torch's overloads that a call is of, by what it is given, for the target's version. */
export function overloadOf(reference: Reference, mapping: Mapping, context: Context): Mapping {
  const { call, receiver } = reference;
  const { model, text, target } = context;
  if (mapping.older && !atLeast(target.mindspore, mapping.older.before)) return mapping.older.mapping;
  if (!call) return (reference.use === "isinstance" && mapping.asked) || mapping;
  const { ofKeyword } = mapping;
  const keyword = ofKeyword && call.arguments.find(({ name }) => name === ofKeyword.name)?.value;
  if (keyword && ofKeyword.texts.includes(text.slice(keyword.start, keyword.end))) return ofKeyword.mapping;
  const [first, second] = call.arguments;
  const tensor = receiver ?? first?.value;
  if (
    mapping.ofPicked &&
    tensor &&
    call.arguments.length === (receiver ? 0 : 1) &&
    isPicked(tensor, reference, context)
  )
    return mapping.ofPicked;
  if (mapping.ofNoSizes && first && /^(\[\s*\]|\(\s*\))$/.test(text.slice(first.start, first.end)))
    return mapping.ofNoSizes;
  const other = receiver ? first : second;
  if (mapping.ofTensors && other && isTensor(model.kindOf(other.value))) return mapping.ofTensors;
  if (mapping.ofTensors && other && !receiver && mayBeTensor(other, reference, context)) {
    const doubt = `${text.slice(other.value.start, other.value.end)} is not known to be a tensor`;
    return { ...mapping.ofTensors, parameters: { other: { unsafe: doubt } } };
  }
  const isAlone = first?.form === "positional" && second?.form !== "positional";
  if (mapping.ofList && isAlone && !isTensor(model.kindOf(first.value))) return mapping.ofList;
  if (mapping.ofSizes && second?.form === "positional") return mapping.ofSizes;
  if (!mapping.ofSizes || !first) return mapping;
  if (isSize(first.value, model.kindOf(first.value))) return mapping.ofSizes;
  const source = text.slice(first.value.start, first.value.end);
  const isNamedSize = !model.kindOf(first.value) && SIZES.test(source);
  return isNamedSize ? { ...mapping.ofSizes, unsafe: `${source} is not known to be a number` } : mapping;
}

/** Names of numbers of things: `hidden_size`, `self.out_features`, `n_classes`. */
const SIZES = /^(\w+\.)*(\w*(dim|size|features|channels|width|height|units|length|classes)|(num|n)_\w+)$/i;

/** Whether a value of which nothing is known is a tensor rather than an axis: along an axis the result is taken apart. */
function mayBeTensor({ form, value }: Argument, { call, statement }: Reference, { model, text }: Context): boolean {
  if (form !== "positional" || model.kindOf(value) || value.kind === "number" || value.kind === "unary") return false;
  if (/(dim|axis|axes)\w*$/i.test(text.slice(value.start, value.end))) return false;
  if (/^\s*(\[|\.(values|indices)\b)/.test(text.slice(call!.end, call!.end + 20))) return false;
  const isUnpacked = statement.kind === "assign" && statement.targets.some(({ kind }) => kind === "tuple");
  return !(isUnpacked && statement.value === call);
}

/** Whether a value is a number or a shape: known to be one, or computed by arithmetic from what is not known to be a list. */
function isSize(value: Expression, typed: Typed | undefined): boolean {
  if (typed?.kind.is === "instance") return typed.kind.of === "torch.Size";
  if (typed) return typed.kind.is === "literal" && /^(int|number)$/.test(typed.kind.type);
  if (value.kind === "conditional") return isSize(value.body, undefined) || isSize(value.otherwise, undefined);
  return value.kind === "binary" && /^(\*|\/\/|-)$/.test(value.operator);
}
