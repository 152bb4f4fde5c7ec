import { type Parameter, torchSignatures } from "../catalogue/signatures.ts";
import type { Edit } from "../finding.ts";
import { rememberedForGood } from "../remembered.ts";
import type { Context } from "../rule.ts";
import { type ClassInfo, isOwn } from "../semantics/kinds.ts";
import { argumentOf, type Reference } from "../semantics/reference.ts";
import { callOnName, sharedChanges } from "../semantics/shared-changes.ts";
import { callsIn, perStatement } from "../syntax/collect.ts";
import type { Call, Expression, Statement } from "../syntax/nodes.ts";
import { dottedName } from "../syntax/walk.ts";

/** What is done about a tensor that a call changes beside giving its result. */
interface Kept {
  readonly edits: readonly Edit[];
  readonly forms: readonly string[];
  readonly unsafe?: string;
}

const NOTHING: Kept = { edits: [], forms: [] };

/**
 * `F.relu(x, inplace=True)` changes `x`, which MindSpore's does not: a call that stands alone is assigned, and where the
 * tensor may be read again the repair is not safe. So it is with a layer that is the first of its Sequential.
 */
export function keptInPlace(reference: Reference, { text }: Context): Kept {
  const { name, call, statement } = reference; // what stands around it is asked for only where it matters
  if (!call || !isGiven(name, call, text)) return NOTHING;
  const source = ({ start, end }: Expression) => text.slice(start, end);
  if (!name.startsWith("torch.nn.functional."))
    return firstLayersIn(statement).has(call) ? FIRST_LAYER : keptByLayer(call, statement, reference.place.class);
  const tensor = argumentOf(call, "input", 0)?.value;
  if (!tensor || !CHANGEABLE.has(tensor.kind) || statement.kind === "return") return NOTHING;
  if (statement.kind === "expression" && statement.value === call)
    return {
      edits: [{ start: call.start, end: call.start, text: `${source(tensor)} = ` }],
      forms: ["in-place:rebound"],
    };
  const isRebound =
    statement.kind === "assign" && statement.targets.some((target) => source(target) === source(tensor));
  if (statement.kind === "assign" && statement.value === call && tensor.kind === "name" && !isRebound)
    return { edits: [{ start: call.start, end: call.start, text: `${tensor.id} = ` }], forms: ["in-place:rebound"] };
  return isRebound ? NOTHING : { ...NOTHING, unsafe: `${source(tensor)} changes with it in PyTorch only` };
}

/** `self.relu = nn.ReLU(inplace=True)`: where `self.relu(x)` changes an `x` that is read again, all its names get the result. */
function keptByLayer(layer: Call, statement: Statement, own: ClassInfo | undefined): Kept {
  const target = statement.kind === "assign" && statement.value === layer ? statement.targets[0] : undefined;
  if (target?.kind !== "attribute" || !own || !isOwn(own)) return NOTHING;
  const changes = own.node.body.statements.flatMap((method) =>
    method.kind === "function" ? callsOnNames(method, ({ call }) => lastName(call?.function) === target.name) : [],
  );
  const edits: Edit[] = [];
  for (const { statement: at, call, name, twins, parts } of changes) {
    if (!call || at.kind !== "assign" || at.value !== call || parts.length)
      return { ...NOTHING, unsafe: `self.${target.name}(${name.id}) changes ${name.id} in PyTorch only` };
    edits.push({ start: call.start, end: call.start, text: `${twins.join(" = ")} = ` });
  }
  return edits.length ? { edits, forms: ["in-place:layer"] } : NOTHING;
}

const lastName = (node: Expression | undefined): string | undefined =>
  node?.kind === "attribute" ? node.name : undefined;

const callsOnNames = sharedChanges(callOnName);

/** What can be named again, other than what an expression has just computed. */
const CHANGEABLE = new Set(["name", "attribute", "subscript"]);

const FIRST_LAYER: Kept = {
  ...NOTHING,
  unsafe: "the first layer of a Sequential changes what the Sequential is given, in PyTorch only",
};

function isGiven(name: string, call: Call, text: string): boolean {
  for (const { parameters } of torchSignatures(name)) {
    const index = placeOfInPlace(parameters);
    const value = index < 0 ? undefined : argumentOf(call, "inplace", index)?.value;
    if (value) return text.slice(value.start, value.end) !== "False";
  }
  return false;
}

const placeOfInPlace = rememberedForGood((parameters: readonly Parameter[]) =>
  parameters.findIndex(({ name }) => name === "inplace"),
);

const firstLayersIn = perStatement((statement: Statement): ReadonlySet<Expression> => {
  const isSequential = (call: Call) => /(^|\.)Sequential$/.test(dottedName(call.function) ?? "");
  const given = callsIn(statement).filter((call) => call.arguments.length && isSequential(call));
  return new Set(given.map((call) => call.arguments[0].value));
});
