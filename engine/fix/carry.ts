import { type Definition, isBuiltin } from "../catalogue/definition.ts";
import type { Mapping, ParameterChange } from "../catalogue/mapping.ts";
import { torchNameOf } from "../catalogue/mappings.ts";
import { mindsporeHas } from "../catalogue/signatures.ts";
import { isRefusal, type Mend, type Refusal } from "../finding.ts";
import { rememberedForGood } from "../remembered.ts";
import type { Context } from "../rule.ts";
import { argumentOf, type Reference, spreads } from "../semantics/reference.ts";
import { callsIn, perStatement } from "../syntax/collect.ts";
import type { Call, Expression, Statement } from "../syntax/nodes.ts";
import { dottedName, lastName, walkExpressions } from "../syntax/walk.ts";
import { writeDefinition } from "./definitions.ts";
import { transfer } from "./transfer.ts";

type Counterpart = Mapping & { readonly to: string };

/**
 * Rewrites a reference to what its mapping says; where the counterpart cannot take what is given, or what is given cannot
 * be seen, the mapping's adapter is written into the file and takes the counterpart's place.
 */
export function carry(
  reference: Reference,
  mapping: Counterpart,
  context: Context,
  write: Write = writeDefinition,
): Mend | Refusal {
  const { adapter } = mapping;
  const plain = adapter && isPartial(reference) ? HIDDEN : transfer(asCall(reference), mapping, context);
  if (!isRefusal(plain) || !adapter) return plain;
  const adapted = writeOut(reference, mapping, adapter, context, write);
  return isRefusal(adapted) ? plain : adapted;
}

/** How a definition gets into the file. */
type Write = typeof writeDefinition;

/** A definition that is not looked for in the file: to learn what becomes of a reference, its text does not matter. */
export const inOutline: Write = ({ name, python }) => ({ name, edits: [{ start: 0, end: 0, text: python }] });

/** Why an argument of `partial` is not rewritten as the calls of it are. */
export const HIDDEN: Refusal = { refused: "What partial hands on is not seen where it is called." };

/** Puts a definition's name in the place of torch's, and the definition into the file. */
export function writeOut(
  reference: Reference,
  mapping: Mapping,
  definition: Definition,
  context: Context,
  write: Write = writeDefinition,
): Mend | Refusal {
  if (isBuiltin(definition) && context.model.binds(definition.name))
    return { refused: `Write ${definition.name} of Python: the file has another one.` };
  const { mindspore } = context.target;
  const missing = definition.uses.find((used) => !mindsporeHas(used, mindspore));
  if (missing) return { refused: `${missing}, by which it could be written, is not in MindSpore ${mindspore}.` };
  const { name: to, edits } = write(definition, context);
  const written = { ...mapping, to, definition, add: {}, parameters: changesOf(reference, mapping, definition) };
  const mend = transfer(reference, written, context);
  if (isRefusal(mend) || !mend.edits.length) return mend;
  const name = torchNameOf(reference.name);
  const forms = mend.forms.map((form) => form.replace(`${name}(`, `${name}/written(`));
  return { ...mend, edits: [...edits, ...mend.edits], forms };
}

/**
 * What becomes of torch's parameters: those that the definition has pass as they are, but for values that have no meaning.
 * Its own default has one.
 */
function changesOf(
  { call }: Reference,
  { parameters = {} }: Mapping,
  { signature }: Definition,
): NonNullable<Mapping["parameters"]> {
  const isHidden = call !== undefined && spreads(call);
  const own = new Map(signature.parameters.map((parameter) => [parameter.name, parameter.default]));
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, change]): [string, ParameterChange][] => {
      if (!own.has(name)) return [[name, change]];
      if (typeof change === "string" || !Array.isArray(change.refuse) || isHidden) return [];
      return [[name, { refuse: change.refuse.filter((value) => value !== own.get(name)), why: change.why }]];
    }),
  );
}

/** What is written into the file for a name: always, or because of an argument that the counterpart cannot take. */
export function definitionFor(
  { call, receiver }: Reference,
  mapping: Mapping,
  { text }: Context,
): Definition | undefined {
  if (mapping.definition || !call) return mapping.definition;
  for (const { name, index, definition, drops } of mapping.parameters ? definedFor(mapping.parameters) : []) {
    const value = argumentOf(call, name, receiver ? index - 1 : index)?.value;
    if (value && !drops.includes(text.slice(value.start, value.end))) return definition;
  }
  return undefined;
}

/** The parameters because of which a definition is written, with the values that it is not written for. */
const definedFor = rememberedForGood((parameters: NonNullable<Mapping["parameters"]>) =>
  Object.entries(parameters).flatMap(([name, change]) => {
    if (typeof change === "string" || !change.definition) return [];
    const { definition, drop } = change;
    const index = definition.signature.parameters.findIndex((parameter) => parameter.name === name);
    return [{ name, index, definition, drops: Array.isArray(drop) ? drop : [] }];
  }),
);

/** A base class whose `super().__init__(…)` is in sight, as the call that it is. */
export function asCall(reference: Reference): Reference {
  if (reference.use !== "base") return reference;
  const call = superCall(reference.statement);
  return call ? { ...reference, use: "call", call } : reference;
}

function superCall(statement: Statement): Call | undefined {
  if (statement.kind !== "class") return undefined;
  const init = statement.body.statements.find((s) => s.kind === "function" && s.name === "__init__");
  const calls: Call[] = [];
  if (init)
    walkExpressions(init, (node) => {
      if (node.kind !== "call" || node.function.kind !== "attribute" || node.function.name !== "__init__") return;
      const owner = node.function.value;
      if (owner.kind === "call" && owner.function.kind === "name" && owner.function.id === "super") calls.push(node);
    });
  return calls.length === 1 ? calls[0] : undefined;
}

/** Whether a class or function is handed to `partial` with arguments of its own: `partial(nn.LayerNorm, eps=1e-6)`. */
export const isPartial = ({ node, statement, use }: Reference): boolean =>
  use !== "call" && partialsIn(statement).has(node);

const partialsIn = perStatement((statement): ReadonlySet<Expression> => {
  const isPartialCall = ({ function: callee, arguments: args }: Call) =>
    args.length > 1 && lastName(callee) === "partial" && dottedName(callee) !== undefined;
  return new Set(
    callsIn(statement)
      .filter(isPartialCall)
      .map((call) => call.arguments[0].value),
  );
});
