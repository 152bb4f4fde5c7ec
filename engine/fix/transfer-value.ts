import type { Mapping } from "../catalogue/mapping.ts";
import { torchNameKind } from "../catalogue/signatures.ts";
import type { Mend, Refusal } from "../finding.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Expression } from "../syntax/nodes.ts";
import { MEMBER, renameAttribute } from "./attribute.ts";
import { type BareCall, bareCall, isGivenByPlace, withoutGiven } from "./bare-call.ts";
import { signaturesOf } from "./counterpart.ts";
import { importFrom } from "./imports.ts";
import { likelyReason } from "./likely.ts";
import { overloadOf } from "./overload.ts";
import { choiceOfDevice } from "./tensor-type.ts";
import { callsThrough, isCalledHere } from "./through-variables.ts";
import { isCall, transferCall } from "./transfer-call.ts";

/** A name that is not called: renamed where the counterpart can be called in the same way, else left with a reason. */
export function transferValue(
  reference: Reference,
  mapping: Mapping & { to: string },
  context: Context,
): Mend | Refusal {
  if (reference.alias) return { edits: [], forms: [] };
  const isAttribute = torchNameKind(reference.name) === "attribute";
  if (reference.receiver && isAttribute)
    return MEMBER.test(mapping.to)
      ? renamedAttribute(reference, mapping, context)
      : appliedTo(reference.receiver, reference, mapping, context);
  if (reference.receiver)
    return { refused: "The method is handed on without being called; its counterpart may be called differently." };
  if (reference.use === "base") return transferBase(reference, mapping, context);
  const bare: BareCall = NEVER_CALLED.has(reference.use)
    ? { added: [] }
    : withoutGiven(bareCall(reference.name, mapping, context), reference, mapping, context);
  const differs = bare.differs !== undefined && !isCalledHere(reference, context) ? bare.differs : undefined;
  if (differs && !mapping.isType) return { refused: `Where it is called cannot be seen, and ${differs}.` };
  const stuck = stuckCall(reference, mapping, bare.added, context);
  if (stuck) return stuck;
  if (bare.added.length && !mapping.isType) return transferPartial(reference, mapping, bare, context);
  const { start, end } = (mapping.isType && choiceOfDevice(reference.node, reference.statement)) || reference.node;
  return {
    edits: [{ start, end, text: context.names.spell(mapping.to) }],
    forms: isAttribute ? [`${reference.name}:value`] : handedOn(reference, bare.form),
    unsafe: isAttribute || mapping.definition ? undefined : calledWithMore(reference, context),
  };
}

/** Why a call through the variable that gets a name would be wrong after it: it would not be looked at any more. */
function stuckCall(
  reference: Reference,
  mapping: Mapping & { to: string },
  added: readonly string[],
  context: Context,
): Refusal | undefined {
  if (mapping.isType || NEVER_CALLED.has(reference.use) || !isCalledHere(reference, context)) return undefined;
  for (const through of callsThrough(reference, context)) {
    if (!isCall(through)) continue;
    const source = context.text.slice(through.call.start, through.call.end);
    if (overloadOf(through, mapping, context).to !== mapping.to)
      return { refused: `${source} is a call of another overload.` };
    const mend = transferCall(through, mapping, context);
    if ("refused" in mend) return { refused: `It is called by ${source}. ${mend.refused}` };
    const twice = added.find((argument) => isGivenByPlace(argument, through.call, mapping, context));
    if (twice) return { refused: `${source} gives what has to be handed on with it by name: ${twice}.` };
  }
  return undefined;
}

/** A class or function that is called elsewhere keeps torch's defaults: `nn.GELU` → `partial(nn.GELU, approximate=False)`. */
function transferPartial(
  reference: Reference,
  mapping: Mapping & { to: string },
  { added, form }: BareCall,
  context: Context,
): Mend | Refusal {
  const { text, model, names } = context;
  const imported = importFrom(text, model, "functools", "partial");
  if (!imported) return { refused: `The name partial is taken: write functools.partial(…, ${added.join(", ")}).` };
  const { start, end } = reference.node;
  return {
    edits: [...imported, { start, end, text: `partial(${[names.spell(mapping.to), ...added].join(", ")})` }],
    forms: handedOn(reference, form),
    unsafe: calledWithMore(reference, context),
  };
}

function renamedAttribute(reference: Reference, mapping: Mapping & { to: string }, context: Context): Mend {
  const edits = renameAttribute(reference.node, mapping.to.replace(MEMBER, ""), context.text);
  return { edits, forms: [`${reference.name}:value`], unsafe: likelyReason(reference, context) };
}

/** `x.real` → `ops.real(x)` */
function appliedTo(
  receiver: Expression,
  reference: Reference,
  { to }: Mapping & { to: string },
  context: Context,
): Mend | Refusal {
  const { node, name } = reference;
  if (context.text.slice(receiver.end, node.end).includes("#")) return { refused: "A comment stands inside the name." };
  return {
    edits: [
      { start: receiver.start, end: receiver.start, text: `${context.names.spell(to)}(` },
      { start: receiver.end, end: node.end, text: ")" },
    ],
    forms: [`${name}:value`],
    unsafe: likelyReason(reference, context),
  };
}

/** A layer that a class derives from: what the class hands to `super().__init__` is not rewritten with it. */
function transferBase({ name, node }: Reference, mapping: Mapping & { to: string }, context: Context): Mend | Refusal {
  const { added, differs } = bareCall(name, mapping, context);
  const why = differs ?? (added.length ? `it would need ${added.join(", ")}` : undefined);
  if (why) return { refused: `What the class hands to super().__init__ is a call of it, and ${why}.` };
  const takesOptions = signaturesOf(name, mapping).some(({ parameters }) =>
    parameters.some((p) => p.default !== undefined),
  );
  return {
    edits: [{ start: node.start, end: node.end, text: context.names.spell(mapping.to) }],
    forms: [`${name}:base`],
    unsafe: takesOptions && !mapping.definition ? "what the class hands to super().__init__ stays as it is" : undefined,
  };
}

const NEVER_CALLED = new Set(["isinstance", "annotation"]);

/** What is handed on without a call is proven as its call with the required arguments is. */
const handedOn = ({ use }: Reference, form: string | undefined): string[] =>
  NEVER_CALLED.has(use) ? [`api:${use}`] : ["api:handed-on", ...(form ? [form] : [])];

function calledWithMore(reference: Reference, context: Context): string | undefined {
  return NEVER_CALLED.has(reference.use) || isCalledHere(reference, context)
    ? undefined
    : "where it is called cannot be seen";
}
