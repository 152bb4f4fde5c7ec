import type { Mapping } from "../catalogue/mapping.ts";
import { mindsporeSignatures } from "../catalogue/signatures.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import type { Call } from "../syntax/nodes.ts";
import { planArguments } from "./arguments.ts";
import { counterpartSignatures, signaturesOf } from "./counterpart.ts";
import { addedBy } from "./spelled.ts";
import { callsThrough } from "./through-variables.ts";

export interface BareCall {
  readonly added: readonly string[];
  readonly differs?: string;
  readonly form?: string;
}

/** By what gives the counterpart its parameters. */
const bareCalls = new WeakMap<object, Map<string, BareCall>>();

/** What a call with the required arguments alone would have to add, and how it would differ beyond that. */
export function bareCall(name: string, mapping: Mapping & { to: string }, context: Context): BareCall {
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
  const changes = mapping.parameters ?? {};
  const add = addedBy(mapping, context);
  const shared = { text: "", call: stub, from: [from], to: [to], changes, add, kindOf: () => undefined };
  const plain = planArguments({ ...shared, throughVariable: true });
  if ("refused" in plain) return { added: [], differs: "its arguments differ" };
  const full = planArguments(shared);
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

/** What has to be added where the calls that are seen do not give all of it themselves. */
export function withoutGiven(
  bare: BareCall,
  reference: Reference,
  mapping: Mapping & { to: string },
  context: Context,
): BareCall {
  const calls = callsThrough(reference, context);
  if (!calls.length) return bare;
  const isGiven = (argument: string) =>
    calls.every(({ call }) => isGivenByPlace(argument, call, mapping, context) || isGivenByName(argument, call));
  return { ...bare, added: bare.added.filter((argument) => !isGiven(argument)) };
}

const isGivenByName = (argument: string, call: Call): boolean =>
  call.arguments.some(({ name }) => name !== undefined && argument.startsWith(`${name}=`));

/** Whether a call gives by position what an argument such as `k=1` gives by name. */
export function isGivenByPlace(
  argument: string,
  call: Call,
  { to }: Mapping & { to: string },
  { target }: Context,
): boolean {
  const count = call.arguments.filter(({ form }) => form === "positional").length;
  return mindsporeSignatures(to, target.mindspore).some(({ parameters }) =>
    parameters.slice(0, count).some(({ name }) => argument.startsWith(`${name}=`)),
  );
}
