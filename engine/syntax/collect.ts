import { fileTable } from "../file-table.ts";
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
} from "./nodes.ts";
import { forEachChild, suites } from "./walk.ts";

/** Collects from a statement; what it gave is remembered while it stays the same object. */
export const perStatement = <T>(collect: (statement: Statement) => T): ((statement: Statement) => T) =>
  remembered(collect);

/** Collects from each statement of a module in turn; of the last version, what still stands is taken over. */
export function collector<T>(collect: (statement: Statement) => readonly T[]): (module: Module) => readonly T[] {
  const partsOf = listed(collect);
  return ({ body }) => {
    const all: T[] = [];
    for (const part of partsOf(body.statements, undefined)) if (part.length) for (const one of part) all.push(one);
    return all;
  };
}

interface Listed<T> {
  readonly statements: readonly Statement[];
  readonly parts: readonly T[];
}

/** What each statement of a list gives. Versions of a file begin or end alike: what two of them share is asked for once. */
function listed<T, Given>(
  from: (statement: Statement, given: Given) => T,
): (statements: readonly Statement[], given: Given) => readonly T[] {
  const last = fileTable<Statement, Listed<T>>();
  return (statements, given) => {
    if (!statements.length) return [];
    const ends = [statements[0], statements[statements.length - 1]];
    const known = last.known.get(ends[0]) ?? last.known.get(ends[1]) ?? { statements: [], parts: [] };
    if (known.statements === statements) return known.parts;
    const { gone, come, at } = difference(known.statements, statements);
    const now = come.map((statement) => from(statement, given));
    const parts = known.parts.toSpliced(at, gone.length, ...now);
    for (const end of ends) last.known.set(end, { statements, parts });
    return parts;
  };
}

/** The statements that one list has and the other has not, between those that both begin and end with. */
export function difference(
  before: readonly Statement[],
  now: readonly Statement[],
): { gone: readonly Statement[]; come: readonly Statement[]; at: number } {
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
}

export type MemberOfName = Attribute & { readonly value: Name };

/** What stands in a statement or suite, all sorts found in one walk; functions and classes inside it are walked by themselves. */
export const inventoryOf = remembered((of: Statement | Block): Inventory => {
  const found = { calls: [] as Call[], members: [] as MemberOfName[], operations: [] as Binary[] };
  const visit = (node: Expression): void => {
    if (node.kind === "name") return;
    if (node.kind === "call") found.calls.push(node);
    else if (node.kind === "binary") found.operations.push(node);
    else if (isMemberOfName(node)) return void found.members.push(node);
    forEachChild(node, visit);
  };
  const enter = (statement: Statement): void => {
    if (statement.kind === "function" || statement.kind === "class") add(inventoryOf(statement));
    else forEachChild(statement, visit, enter);
  };
  const add = ({ calls, members, operations }: Inventory): void => {
    for (const one of calls) found.calls.push(one);
    for (const one of members) found.members.push(one);
    for (const one of operations) found.operations.push(one);
  };
  if (!("kind" in of) || of.kind !== "function") forEachChild(of, visit, enter);
  else {
    forEachChild(of, visit, () => {});
    add(inventoryOf(of.body));
  }
  return found;
});

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

/** The functions of a module, outermost first. */
export const functionsOf = collector(functionsIn);

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
export function mentions(word: string): (text: string, module: Module) => boolean {
  const inEach = listed((statement, text: string) => text.slice(statement.start, statement.end).includes(word));
  return (text, { body }) => inEach(body.statements, text).includes(true);
}
