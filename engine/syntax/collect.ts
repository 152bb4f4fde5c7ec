import { fileTable } from "../file-table.ts";
import { perWord } from "../per-word.ts";
import { remembered } from "../remembered.ts";
import type {
  Attribute,
  Binary,
  Block,
  Call,
  Expression,
  FunctionDefinition,
  Module,
  Name,
  Statement,
  StringLiteral,
  Subscript,
  Unary,
} from "./nodes.ts";
import { forEachChild, suites } from "./walk.ts";

/** Collects from a statement; what it gave is remembered while it stays the same object. */
export const perStatement = <T>(collect: (statement: Statement) => T): ((statement: Statement) => T) =>
  remembered(collect);

/** Collects from each statement of a module in turn; the list is the same object for as long as nothing in it changes. */
export function collector<T>(collect: (statement: Statement) => readonly T[]): (module: Module) => readonly T[] {
  const all = joined<readonly T[], undefined, readonly T[]>(collect, concatenated, isEmpty);
  return ({ body }) => all(body.statements, body.statements, undefined);
}

/** Lists after one another. */
export function concatenated<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const all: T[] = [];
  for (const list of lists) for (const one of list) all.push(one);
  return all;
}

export const isEmpty = ({ length }: readonly unknown[]): boolean => length === 0;

/**
 * What the statements of a list give, joined. Versions of a file begin or end alike: where a key is the same, what the
 * statement gives is not asked for again, and where what differs gives nothing, all is the same object.
 */
export function joined<T, Given, All>(
  from: (statement: Statement, given: Given) => T,
  join: (parts: readonly T[]) => All,
  isNothing: (part: T) => boolean,
): (statements: readonly Statement[], keys: readonly object[], given: Given) => All {
  const last = fileTable<object, Joined<T, All>>();
  const begin = (statements: readonly Statement[], keys: readonly object[], given: Given): Joined<T, All> => {
    const parts = statements.map((statement) => from(statement, given));
    return { keys, parts, all: join(parts) };
  };
  const goOn = (known: Joined<T, All>, statements: readonly Statement[], keys: readonly object[], given: Given) => {
    const { gone, come, at } = difference(known.keys, keys);
    const now = come.map((_, i) => from(statements[at + i], given));
    const before = known.parts.slice(at, at + gone.length);
    const parts = known.parts.toSpliced(at, gone.length, ...now);
    return { keys, parts, all: before.every(isNothing) && now.every(isNothing) ? known.all : join(parts) };
  };
  return (statements, keys, given) => {
    if (!keys.length) return join([]);
    const ends = [keys[0], keys[keys.length - 1]];
    const known = last.known.get(ends[0]) ?? last.known.get(ends[1]);
    if (known?.keys === keys) return known.all;
    const joined = known ? goOn(known, statements, keys, given) : begin(statements, keys, given);
    for (const end of ends) last.known.set(end, joined);
    return joined.all;
  };
}

interface Joined<T, All> {
  readonly keys: readonly object[];
  readonly parts: readonly T[];
  readonly all: All;
}

interface Difference<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
  readonly at: number;
}

/** Of a list, what it was compared with last: there are many to ask about the same two. */
const compared = new WeakMap<
  readonly object[],
  { readonly before: readonly object[]; readonly difference: Difference<object> }
>();

/** What one list has and the other has not, between what both begin and end with. */
export function difference<T extends object>(before: readonly T[], now: readonly T[]): Difference<T> {
  const last = compared.get(now);
  if (last?.before === before) return last.difference as Difference<T>;
  const difference = compare(before, now);
  compared.set(now, { before, difference });
  return difference;
}

function compare<T>(before: readonly T[], now: readonly T[]): Difference<T> {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  return {
    gone: before.slice(start, before.length - end),
    come: now.slice(start, now.length - end),
    at: start,
  };
}

/** Expressions of a statement by sort, each outermost first. */
export interface Inventory {
  readonly calls: readonly Call[];
  /** `x.y` */
  readonly members: readonly MemberOfName[];
  readonly operations: readonly Binary[];
  readonly subscripts: readonly Subscript[];
  readonly strings: readonly StringLiteral[];
  /** `~x` */
  readonly inversions: readonly Unary[];
  /** Every name that is read or bound there, as often as it stands there. */
  readonly names: readonly string[];
}

export type MemberOfName = Attribute & { readonly value: Name };

/** What stands in a statement or suite, all sorts found in one walk; functions and classes inside it are walked by themselves. */
export const inventoryOf = remembered((of: Statement | Block): Inventory => {
  const found = {
    calls: [] as Call[],
    members: [] as MemberOfName[],
    operations: [] as Binary[],
    subscripts: [] as Subscript[],
    strings: [] as StringLiteral[],
    inversions: [] as Unary[],
    names: [] as string[],
  };
  const visit = (node: Expression): void => {
    if (node.kind === "name") return void found.names.push(node.id);
    if (node.kind === "call") found.calls.push(node);
    else if (node.kind === "binary") found.operations.push(node);
    else if (node.kind === "subscript") found.subscripts.push(node);
    else if (node.kind === "string") found.strings.push(node);
    else if (node.kind === "unary" && node.operator === "~") found.inversions.push(node);
    else if (isMemberOfName(node)) return noteMember(node);
    forEachChild(node, visit);
  };
  const noteMember = (node: MemberOfName): void => {
    found.members.push(node);
    found.names.push(node.value.id);
  };
  const enter = (statement: Statement): void => {
    if (statement.kind === "function" || statement.kind === "class") add(inventoryOf(statement));
    else forEachChild(statement, visit, enter);
  };
  const add = ({ calls, members, operations, subscripts, strings, inversions, names }: Inventory): void => {
    for (const one of calls) found.calls.push(one);
    for (const one of members) found.members.push(one);
    for (const one of operations) found.operations.push(one);
    for (const one of subscripts) found.subscripts.push(one);
    for (const one of strings) found.strings.push(one);
    for (const one of inversions) found.inversions.push(one);
    for (const one of names) found.names.push(one);
  };
  if ("kind" in of && of.kind === "function") {
    forEachChild(of, visit, () => {});
    add(inventoryOf(of.body));
  } else if (!("kind" in of) && isBeingEdited(of)) {
    for (const statement of of.statements) add(inventoryOf(statement));
  } else forEachChild(of, visit, enter);
  return found;
});

/** Where suites begin and end that were walked. */
const ends = fileTable<Statement, true>();

/** Whether another version of a suite has been walked, which begins or ends alike. */
function isBeingEdited({ statements }: Block): boolean {
  const [first, last] = [statements[0], statements[statements.length - 1]];
  if (!first) return false;
  const isKnown = ends.known.has(first) || ends.known.has(last);
  ends.known.set(first, true);
  ends.known.set(last, true);
  return isKnown;
}

const isMemberOfName = (node: Expression): node is MemberOfName =>
  node.kind === "attribute" && node.value.kind === "name";

/** The calls in a statement or suite, outermost first. */
export const callsIn = (of: Statement | Block): readonly Call[] => inventoryOf(of).calls;

/** The functions that a statement defines, itself and inside it, outermost first. */
export const functionsIn = perStatement((statement): readonly FunctionDefinition[] => {
  const found = statement.kind === "function" ? [statement] : [];
  for (const inner of statementsIn(statement))
    if (inner.kind === "function" || inner.kind === "class") found.push(...functionsIn(inner));
  return found;
});

function statementsIn(statement: Statement): readonly Statement[] {
  if (statement.kind === "function") return ownStatements(statement);
  return flattened(suites(statement).flatMap(({ statements }) => statements));
}

/** Statements with those inside them, outermost first; functions and classes are there, what stands in them is not. */
export function flattened(statements: readonly Statement[], into: Statement[] = []): readonly Statement[] {
  for (let index = 0; index < statements.length; index++) {
    const statement = statements[index];
    into.push(statement);
    if (statement.kind === "function" || statement.kind === "class") continue;
    const inside = suites(statement);
    if (inside.length) for (const suite of inside) flattened(suite.statements, into);
  }
  return into;
}

/** The statements of a function, those of functions and classes inside it aside. */
export const ownStatements = remembered(({ body }: FunctionDefinition) => flattened(body.statements));

/** Tells whether a word stands in a statement of a file; each is searched once while it stays the same object. */
export const mentions = perWord((word) => {
  const anywhere = joined(
    (statement, text: string) => text.slice(statement.start, statement.end).includes(word),
    (parts) => parts.includes(true),
    (isThere) => !isThere,
  );
  return (text: string, { body }: Module): boolean => anywhere(body.statements, body.statements, text);
});
