import type { Mapping } from "../catalogue/mapping.ts";
import { torchNameOf } from "../catalogue/mappings.ts";
import { parseSignature } from "../catalogue/signature.ts";
import {
  mindsporeNameKind,
  mindsporeSignatures,
  type Signature,
  torchNameKind,
  torchSignatures,
} from "../catalogue/signatures.ts";
import type { Edit, Mend, Refusal } from "../finding.ts";
import { perFile } from "../per-file.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Argument, Call, Expression } from "../syntax/nodes.ts";
import { mergeAdjacent, planArguments } from "./arguments.ts";
import { importFrom } from "./imports.ts";
import { keptInPlace } from "./in-place-argument.ts";
import { likelyReason } from "./likely.ts";
import { overloadOf } from "./overload.ts";
import { castSeen } from "./seen-cast.ts";
import { namedIn, spelled } from "./spelled.ts";
import { choiceOfDevice, typeGiven } from "./tensor-type.ts";

/** Rewrites one reference as its mapping says: the name, and the arguments where it is called. */
export function transfer(reference: Reference, mapping: Mapping & { to: string }, context: Context): Mend | Refusal {
  if (reference.use !== "call" || !reference.call) return transferValue(reference, mapping, context);
  const isMethod = reference.receiver !== undefined;
  if (!isMethod && !reference.alias && reference.name.startsWith("torch.Tensor."))
    return { refused: "It is called on the class: call it on the tensor." };
  const staysMethod = MEMBER.test(mapping.to) && isMethod;
  const keepsName = reference.alias && !mapping.namesItself;
  const to = counterpartSignatures(mapping, context);
  if (!to.length) return { refused: `${mapping.to} is not in MindSpore ${context.target.mindspore}.` };
  const packed = mapping.packs ? packSizes(reference.call, context.text) : { call: reference.call, edits: [] };
  if (!packed) return { refused: "A comment stands between the sizes." };
  const add = Object.entries(mapping.add ?? {});
  const plan = firstPlan(
    to,
    (signature) => ({
      text: context.text,
      call: packed.call,
      from: signaturesOf(reference.name, mapping),
      to: signature,
      changes: mapping.parameters ?? {},
      add: Object.fromEntries(add.map(([name, text]) => [name, spelled(text, context)])),
      kindOf: context.model.kindOf,
      skipTo: isMethod && !staysMethod ? 1 : 0,
      // A type keeps its plain name where it gets another: its calls say the rest.
      throughVariable: keepsName && !mapping.isType,
    }),
    mapping.instead,
  );
  if ("refused" in plan) return plan;
  const callee = keepsName ? [] : calleeEdits(reference, mapping, context, staysMethod);
  if (!callee) return { refused: "A comment stands between the name and its arguments." };
  const { end } = reference.call;
  const after = mapping.after ? [{ start: end, end, text: mapping.after }] : [];
  const kept = keptInPlace(reference, context);
  const cast = castSeen(reference, context);
  // What closes the sizes comes before arguments that are added behind them.
  const edits = [...callee, ...packed.edits.slice(1), ...plan.edits, ...packed.edits.slice(0, 1), ...after];
  const isCastOnly = !edits.length && cast.edits.length > 0;
  return {
    edits: mergeAdjacent([...kept.edits, ...cast.edits, ...edits]),
    forms: [...(isCastOnly ? [] : [`${torchNameOf(reference.name)}(${plan.form})`]), ...kept.forms, ...cast.forms],
    unsafe: plan.unsafe ?? mapping.unsafe ?? kept.unsafe ?? cast.unsafe ?? likelyReason(reference, context),
    uses: [
      ...(staysMethod || keepsName ? [] : [mapping.to]),
      ...cast.uses,
      ...add.flatMap(([, text]) => namedIn(text)),
    ],
  };
}

/** What is a member of a value in MindSpore too, so that it stays behind its dot. */
const MEMBER = /^mindspore\.(Tensor|nn\.Cell|experimental\.optim\.(Optimizer|lr_scheduler\.LRScheduler))\./;

const counterpartSignatures = (
  { to, definition, signatures }: Mapping & { to: string },
  { target }: Context,
): readonly Signature[] =>
  definition
    ? [definition.signature]
    : signatures?.mindspore && mindsporeNameKind(to, target.mindspore)
      ? [parseSignature(signatures.mindspore)]
      : mindsporeSignatures(to, target.mindspore);

type Transferable = Parameters<typeof planArguments>[0];

function firstPlan(
  to: readonly Signature[],
  of: (signature: Signature) => Transferable,
  instead: string | undefined,
): ReturnType<typeof planArguments> {
  let first: ReturnType<typeof planArguments> | undefined;
  for (const signature of to) {
    const plan = planArguments(of(signature));
    if (!("refused" in plan)) return plan;
    first ??= plan;
  }
  const refused = (first as Refusal).refused;
  return { refused: instead ? `${refused} ${instead}` : refused };
}

function signaturesOf(name: string, { signatures, definition }: Mapping): readonly Signature[] {
  const own = signatures?.torch ? [parseSignature(signatures.torch)] : torchSignatures(torchNameOf(name));
  return definition ? [...own, definition.signature] : own;
}

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
    call: { ...call, arguments: [tuple, ...call.arguments.filter((argument) => !sizes.includes(argument))] },
    edits: [
      { start, end: start, text: "(" },
      { start: end, end, text: sizes.length === 1 ? ",)" : ")" },
    ],
  };
}

/** The edits that change the name before the arguments, a method's receiver moving into them where it must. */
function calleeEdits(
  reference: Reference,
  mapping: Mapping & { to: string },
  context: Context,
  staysMethod: boolean,
): Edit[] | undefined {
  const { node, call, receiver } = reference;
  if (!receiver) return [{ start: node.start, end: node.end, text: context.names.spell(mapping.to) }];
  if (staysMethod) return renameAttribute(node, mapping.to.replace(MEMBER, ""), context.text);
  const between = context.text.slice(receiver.end, call!.open + 1);
  if (between.includes("#")) return undefined;
  const separator = call!.arguments.length ? ", " : "";
  const parameter = mapping.receiver ? `${mapping.receiver}=` : "";
  return [
    { start: receiver.start, end: receiver.start, text: `${context.names.spell(mapping.to)}(${parameter}` },
    { start: receiver.end, end: call!.open + 1, text: separator },
  ];
}

/** Replaces the name after the last dot of a chain. */
export function renameAttribute(node: Expression, name: string, text: string): Edit[] {
  if (node.kind !== "attribute") return [];
  const end = node.nameStart + node.name.length;
  return text.slice(node.nameStart, end) === name ? [] : [{ start: node.nameStart, end, text: name }];
}

/** A name that is not called: renamed where the counterpart can be called in the same way, else left with a reason. */
function transferValue(reference: Reference, mapping: Mapping & { to: string }, context: Context): Mend | Refusal {
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
    uses: [mapping.to],
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
  for (const through of context.model.references) {
    if (!through.alias || !through.call || through.name !== reference.name) continue;
    const source = context.text.slice(through.call.start, through.call.end);
    if (overloadOf(through, mapping, context).to !== mapping.to)
      return { refused: `${source} is a call of another overload.` };
    const mend = transfer(through, mapping, context);
    if ("refused" in mend) return { refused: `It is called by ${source}. ${mend.refused}` };
    const twice = added.find((argument) => isGivenByPlace(argument, through.call!, mapping, context));
    if (twice) return { refused: `${source} gives what has to be handed on with it by name: ${twice}.` };
  }
  return undefined;
}

/** A type that a variable holds keeps its name until its calls say what the other name does not: the dtype. */
export function heldByCalls(
  { name, use, alias }: Reference,
  mapping: Mapping & { to: string },
  context: Context,
): Refusal | undefined {
  if (alias || !mapping.isType || use !== "value") return undefined;
  for (const other of context.model.references) {
    const { call } = other;
    if (!call) continue;
    if (other.name.endsWith(".Tensor.type") && plain(typeGiven(call, context)?.type) === plain(name)) return HELD;
    if (!other.alias || plain(other.name) !== plain(name)) continue;
    const overload = overloadOf(other, mapping, context);
    const mend = overload.to ? transfer(other, { ...overload, to: overload.to }, context) : undefined;
    if (mend && !("refused" in mend) && mend.edits.length) return HELD;
  }
  return undefined;
}

const HELD: Refusal = { refused: "What is made and converted by it is rewritten first." };

/** The type of either device. */
const plain = (type: string | undefined): string | undefined => type?.replace(".cuda.", ".");

/** Whether a call gives by position what an argument such as `k=1` gives by name. */
function isGivenByPlace(argument: string, call: Call, { to }: Mapping & { to: string }, { target }: Context): boolean {
  const count = call.arguments.filter(({ form }) => form === "positional").length;
  return mindsporeSignatures(to, target.mindspore).some(({ parameters }) =>
    parameters.slice(0, count).some(({ name }) => argument.startsWith(`${name}=`)),
  );
}

/** What has to be added where the calls that are seen do not give all of it themselves. */
function withoutGiven(
  bare: BareCall,
  reference: Reference,
  mapping: Mapping & { to: string },
  context: Context,
): BareCall {
  const calls = callsThrough(reference, context);
  if (!calls.length) return bare;
  const isGiven = (argument: string) =>
    calls.every((call) => isGivenByPlace(argument, call, mapping, context) || isGivenByName(argument, call));
  return { ...bare, added: bare.added.filter((argument) => !isGiven(argument)) };
}

const isGivenByName = (argument: string, call: Call): boolean =>
  call.arguments.some(({ name }) => name !== undefined && argument.startsWith(`${name}=`));

/** The calls through variables that hold the same class or function. */
export const callsThrough = ({ name }: Reference, context: Context): readonly Call[] =>
  callsByName(context).get(name) ?? [];

const callsByName = perFile(({ model }: Context): ReadonlyMap<string, readonly Call[]> => {
  const calls = new Map<string, Call[]>();
  for (const { alias, call, name } of model.references)
    if (alias && call) calls.set(name, [...(calls.get(name) ?? []), call]);
  return calls;
});

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
    uses: [mapping.to],
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
    uses: [to],
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
    uses: [mapping.to],
  };
}

const NEVER_CALLED = new Set(["isinstance", "annotation"]);

interface BareCall {
  readonly added: readonly string[];
  readonly differs?: string;
  readonly form?: string;
}

/** What is handed on without a call is proven as its call with the required arguments is. */
const handedOn = ({ use }: Reference, form: string | undefined): string[] =>
  NEVER_CALLED.has(use) ? [`api:${use}`] : ["api:handed-on", ...(form ? [form] : [])];

/** By what gives the counterpart its parameters. */
const bareCalls = new WeakMap<object, Map<string, BareCall>>();

/** What a call with the required arguments alone would have to add, and how it would differ beyond that. */
function bareCall(name: string, mapping: Mapping & { to: string }, context: Context): BareCall {
  const takes = mapping.definition ?? mapping;
  const known = bareCalls.get(takes) ?? new Map<string, BareCall>();
  bareCalls.set(takes, known);
  const key = `${name} ${context.target.mindspore} ${context.names.key}`;
  const found = known.get(key) ?? planBareCall(name, mapping, context);
  known.set(key, found);
  return found;
}

function planBareCall(name: string, mapping: Mapping & { to: string }, context: Context): BareCall {
  const [from] = signaturesOf(name, mapping);
  const [to] = counterpartSignatures(mapping, context);
  if (!from || !to) return { added: [] };
  const required = from.parameters.filter((p) => p.default === undefined && p.kind === "any");
  const nothing = { start: 0, end: 0 };
  const stub: Call = {
    kind: "call",
    ...nothing,
    open: 0,
    close: 0,
    function: { kind: "name", id: "", ...nothing },
    arguments: required.map(() => ({
      form: "positional",
      ...nothing,
      value: { kind: "unknown", parts: [], ...nothing },
    })),
  };
  const add = Object.entries(mapping.add ?? {}).map(([key, text]) => [key, spelled(text, context)]);
  const shared = { text: "", call: stub, from: [from], to, changes: mapping.parameters ?? {}, kindOf: () => undefined };
  const plain = planArguments({ ...shared, add: Object.fromEntries(add), throughVariable: true });
  if ("refused" in plain) return { added: [], differs: "its arguments differ" };
  const full = planArguments({ ...shared, add: Object.fromEntries(add) });
  const added = "refused" in full ? [] : full.added;
  const repeated = Object.entries(mapping.parameters ?? {}).find(
    ([, change]) => typeof change !== "string" && change.like,
  );
  const differs = repeated
    ? `it needs ${repeated[0]}= at each call`
    : plain.edits.length
      ? "its arguments are written otherwise"
      : undefined;
  return { added, differs, form: `${name}(${plain.form})` };
}

function calledWithMore(reference: Reference, context: Context): string | undefined {
  return NEVER_CALLED.has(reference.use) || isCalledHere(reference, context)
    ? undefined
    : "where it is called cannot be seen";
}

/** Whether calls of a value that only gets a name here are seen, so that they are rewritten where they stand. */
export const isCalledHere = ({ use, name }: Reference, { model }: Context): boolean =>
  use !== "argument" && model.called.has(name);
