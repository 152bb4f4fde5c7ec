import type { Mapping } from "../catalogue/mapping.ts";
import { torchNameOf } from "../catalogue/mappings.ts";
import type { Edit, Mend, Refusal } from "../finding.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import { changed } from "../syntax/anchored.ts";
import type { Argument, Call } from "../syntax/nodes.ts";
import { mergeAdjacent, planArguments } from "./arguments.ts";
import { MEMBER, renameAttribute } from "./attribute.ts";
import { counterpartSignatures, signaturesOf } from "./counterpart.ts";
import { keptInPlace } from "./in-place-argument.ts";
import { likelyReason } from "./likely.ts";
import { castSeen } from "./seen-cast.ts";
import { addedBy } from "./spelled.ts";

/** A reference that is called. */
export type CallReference = Reference & { readonly use: "call"; readonly call: Call };

export const isCall = (reference: Reference): reference is CallReference =>
  reference.use === "call" && reference.call !== undefined;

/** Rewrites a call as the mapping of its name says: the name and the arguments. */
export function transferCall(
  reference: CallReference,
  mapping: Mapping & { to: string },
  context: Context,
): Mend | Refusal {
  const isMethod = reference.receiver !== undefined;
  if (!isMethod && !reference.alias && reference.name.startsWith("torch.Tensor."))
    return { refused: "It is called on the class: call it on the tensor." };
  const staysMethod = MEMBER.test(mapping.to) && isMethod;
  const keepsName = reference.alias && !mapping.namesItself;
  const to = counterpartSignatures(mapping, context);
  if (!to.length) return { refused: `${mapping.to} is not in MindSpore ${context.target.mindspore}.` };
  const packed = mapping.packs ? packSizes(reference.call, context.text) : { call: reference.call, edits: NO_EDITS };
  if (!packed) return { refused: "A comment stands between the sizes." };
  const plan = planArguments({
    text: context.text,
    call: packed.call,
    from: signaturesOf(reference.name, mapping),
    to,
    changes: mapping.parameters ?? NO_CHANGES,
    add: addedBy(mapping, context),
    kindOf: context.model.kindOf,
    skipTo: isMethod && !staysMethod ? 1 : 0,
    // A type keeps its plain name where it gets another: its calls say the rest.
    throughVariable: keepsName && !mapping.isType,
  });
  if ("refused" in plan) return mapping.instead ? { refused: `${plan.refused} ${mapping.instead}` } : plan;
  const callee = keepsName ? NO_EDITS : calleeEdits(reference, mapping, context, staysMethod);
  if (!callee) return { refused: "A comment stands between the name and its arguments." };
  const { end } = reference.call;
  const after = mapping.after ? [{ start: end, end, text: mapping.after }] : NO_EDITS;
  const kept = keptInPlace(reference, context);
  const cast = castSeen(reference, context);
  // What closes the sizes comes before arguments that are added behind them.
  const [open, close] = [packed.edits.slice(0, 1), packed.edits.slice(1)];
  const edits = callee.concat(close, plan.edits, open, after);
  const forms = edits.length || !cast.edits.length ? [`${torchNameOf(reference.name)}(${plan.form})`] : [];
  return {
    edits: mergeAdjacent(kept.edits.concat(cast.edits, edits)),
    forms: forms.concat(kept.forms, cast.forms),
    unsafe: plan.unsafe ?? mapping.unsafe ?? kept.unsafe ?? cast.unsafe ?? likelyReason(reference, context),
  };
}

const NO_EDITS: Edit[] = [];
const NO_CHANGES: NonNullable<Mapping["parameters"]> = {};

/** `f(2, 3)` as `f((2, 3))`: the call with one argument for all sizes, and its parentheses. One that is a shape stays. */
function packSizes(call: Call, text: string): { call: Call; edits: Edit[] } | undefined {
  const sizes = call.arguments.filter((argument) => argument.form === "positional" || argument.form === "star");
  const [first, last] = [sizes[0], sizes[sizes.length - 1]];
  if (!sizes.length || (sizes.length === 1 && first.form === "positional")) return { call, edits: [] };
  if (text.slice(first.start, last.end).includes("#")) return undefined;
  const { start } = first;
  const { end } = last;
  const items = sizes.map((argument) => argument.value);
  const tuple: Argument = { form: "positional", start, end, value: { kind: "tuple", items, start, end } };
  return {
    call: changed(call, { arguments: [tuple, ...call.arguments.filter((argument) => !sizes.includes(argument))] }),
    edits: [
      { start, end: start, text: "(" },
      { start: end, end, text: sizes.length === 1 ? ",)" : ")" },
    ],
  };
}

/** The edits that change the name before the arguments, a method's receiver moving into them where it must. */
function calleeEdits(
  reference: CallReference,
  mapping: Mapping & { to: string },
  context: Context,
  staysMethod: boolean,
): Edit[] | undefined {
  const { node, call, receiver } = reference;
  if (!receiver) return [{ start: node.start, end: node.end, text: context.names.spell(mapping.to) }];
  if (staysMethod) return renameAttribute(node, mapping.to.replace(MEMBER, ""), context.text);
  const between = context.text.slice(receiver.end, call.open + 1);
  if (between.includes("#")) return undefined;
  const separator = call.arguments.length ? ", " : "";
  const parameter = mapping.receiver ? `${mapping.receiver}=` : "";
  return [
    { start: receiver.start, end: receiver.start, text: `${context.names.spell(mapping.to)}(${parameter}` },
    { start: receiver.end, end: call.open + 1, text: separator },
  ];
}
