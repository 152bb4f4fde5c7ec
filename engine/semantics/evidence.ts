import { remembered } from "../remembered.ts";
import { callsIn, inventoryOf, ownStatements } from "../syntax/collect.ts";
import type { Argument, Block, Call, Expression, FunctionDefinition, Parameter, Statement } from "../syntax/nodes.ts";
import { localNames, namesBound } from "./bindings.ts";
import { TENSOR_ONLY_METHODS } from "./names.ts";

/** Methods that no array, list or string has: seen on a name anywhere, they make it a tensor. */
const UNMISTAKABLE: ReadonlySet<string> = new Set(
  "unsqueeze permute contiguous masked_fill expand_as type_as requires_grad_ detach new_zeros new_ones view_as backward".split(
    " ",
  ),
);

/** Methods that settle it for what a DataLoader gives, which is a tensor or a string. */
const OF_BATCHES: ReadonlySet<string> = new Set([...TENSOR_ONLY_METHODS, "to", "cuda"]);

export const METHODS = { layer: TENSOR_ONLY_METHODS, batch: OF_BATCHES, function: UNMISTAKABLE } as const;

/** Whether a call of this takes tensors for its positional arguments. */
export type TakesTensors = (callee: Expression) => boolean;

/**
 * Which of some names a block uses as only a tensor can be used: asked for a tensor's methods, or handed to a layer or a
 * framework's function.
 */
export function tensorNames(
  body: Block | Statement,
  names: ReadonlySet<string>,
  methods: ReadonlySet<string>,
  takesTensors: TakesTensors,
): Set<string> {
  const found = new Set<string>();
  if (!names.size) return found;
  const hands = ({ form, value }: Argument): boolean =>
    form === "positional" && value.kind === "name" && names.has(value.id);
  for (const node of callsIn(body)) {
    const asked = askedAsTensor(node, methods);
    if (asked !== undefined && names.has(asked)) found.add(asked);
    if (!node.arguments.some(hands) || !takesTensors(node.function)) continue;
    for (const { value } of node.arguments.filter(hands)) if (value.kind === "name") found.add(value.id);
  }
  return found;
}

const NONE: ReadonlySet<string> = new Set();

/** The name that a call asks for one of some methods, as only a tensor can be asked. */
function askedAsTensor({ function: callee, arguments: args }: Call, methods: ReadonlySet<string>): string | undefined {
  if (callee.kind !== "attribute" || callee.value.kind !== "name" || !methods.has(callee.name)) return undefined;
  // What is told to go backward from a loss is a trainer; what is frozen may be a layer.
  if (callee.name === "backward" && args[0]?.form === "positional") return undefined;
  return callee.name === "requires_grad_" && args.length ? undefined : callee.value.id;
}

/** Local names of a function that no two places give a value, and that are used somewhere as only a tensor can be used. */
export const tensorsByUse = remembered((node: FunctionDefinition): ReadonlySet<string> => {
  const asked = new Set<string>();
  for (const call of callsIn(node.body)) asked.add(askedAsTensor(call, UNMISTAKABLE) ?? "");
  const local = localNames(node).filter((name) => asked.has(name));
  if (!local.length) return NONE;
  const given = ownStatements(node).flatMap(givenBy);
  return new Set(local.filter((name) => given.indexOf(name) === given.lastIndexOf(name)));
});

/** The names that a statement gives what its suites go on with; numbers, with which sums begin, and what is computed do not count. */
function givenBy(statement: Statement): readonly string[] {
  if (statement.kind === "for") return namesBound(statement.target);
  if (statement.kind === "with") return statement.items.flatMap(({ target }) => (target ? namesBound(target) : []));
  if (statement.kind !== "assign" || COMPUTED.has(statement.value?.kind ?? "")) return [];
  return statement.targets.flatMap(namesBound);
}

const COMPUTED: ReadonlySet<string> = new Set(["number", "constant", "binary"]);

/** Operators that no tuple, list or string takes part in with what stands on the other side. */
const ARITHMETIC = new Set(["//", "/", "-", "**"]);

/** Layers whose first two arguments are counts. */
const COUNTED =
  /^torch\.nn\.(Linear|Bilinear|Embedding|Conv\d?d?|ConvTranspose\dd|BatchNorm\dd|GroupNorm|LSTM|GRU|RNN|MultiheadAttention)|^mindspore\.nn\.(Dense|Embedding|Conv\dd|BatchNorm\dd|GroupNorm|LSTM|GRU|RNN|MultiheadAttention)/;

/** Which of some names a block uses as only a number can be used: in arithmetic, or as the size of a layer; never for what it has. */
export function numberNames(
  body: Block,
  names: ReadonlySet<string>,
  nameOf: (callee: Expression) => string | undefined,
): Set<string> {
  const found = new Set<string>();
  if (!names.size) return found;
  const note = (node: Expression): void => {
    if (node.kind === "name" && names.has(node.id)) found.add(node.id);
  };
  for (const { function: callee, arguments: given } of callsIn(body)) {
    if (!COUNTED.test(nameOf(callee) ?? "")) continue;
    for (const { form, value } of given.slice(0, 2)) if (form === "positional") note(value);
  }
  const { operations, members } = inventoryOf(body);
  for (const { operator, left, right } of operations) if (ARITHMETIC.has(operator)) [left, right].forEach(note);
  if (found.size) for (const { value } of members) found.delete(value.id);
  return found;
}

/** What a callable takes: its parameters in order, and which of them are numbers. */
export interface TakesNumbers {
  readonly parameters: readonly Parameter[];
  readonly numbers: ReadonlySet<string>;
}

/** Which parameters a function hands on as parameters that are numbers. */
export function numbersHandedOn(
  node: FunctionDefinition,
  takes: (callee: Expression) => TakesNumbers | undefined,
): Set<string> {
  const own = new Set(node.parameters.map((parameter) => parameter.name));
  const found = new Set<string>();
  const handsOn = ({ value }: Argument): boolean => value.kind === "name" && own.has(value.id);
  for (const call of callsIn(node.body)) {
    if (!call.arguments.some(handsOn)) continue;
    const taken = takes(call.function);
    if (!taken || call.arguments.some(({ form }) => form === "star")) continue;
    for (const [i, { form, name, value }] of call.arguments.entries()) {
      const parameter = form === "keyword" ? name : form === "positional" ? taken.parameters[i]?.name : undefined;
      if (value.kind === "name" && own.has(value.id) && parameter && taken.numbers.has(parameter)) found.add(value.id);
    }
  }
  return found;
}
