import { difference } from "../syntax/collect.ts";
import type { ClassDefinition, FunctionDefinition, Module, Statement } from "../syntax/nodes.ts";

/** The one function whose body an edit has changed, and the statement of the module that it is in. */
export interface BodyChange {
  readonly is: "body";
  readonly from: FunctionDefinition;
  readonly to: FunctionDefinition;
  readonly inClass?: { readonly from: ClassDefinition; readonly to: ClassDefinition };
  /** The index of that statement. */
  readonly at: number;
}

/** The one simple statement of the module that an edit has added, taken away, or put in another one's place. */
export interface StatementChange {
  readonly is: "statement";
  readonly from?: Statement;
  readonly to?: Statement;
  /** Its index among the statements of the module. */
  readonly at: number;
}

export type Change = BodyChange | StatementChange;

/** What differs between two versions of a file, where that is nothing, or little enough to take over the rest. */
export function changeBetween(before: Module, now: Module): Change | "nothing" | undefined {
  const { gone, come, at } = difference(before.body.statements, now.body.statements);
  const [from, to] = [gone[0], come[0]];
  if (!from && !to) return "nothing";
  if (gone.length > 1 || come.length > 1) return undefined;
  if (isSimple(from) && isSimple(to)) return { is: "statement", from, to, at };
  if (from?.kind === "function" && to?.kind === "function") return bodyChange(from, to, at);
  if (from?.kind !== "class" || to?.kind !== "class" || !sameClassHead(from, to)) return undefined;
  const inside = difference(from.body.statements, to.body.statements);
  const [method, changed] = [inside.gone[0], inside.come[0]];
  if (inside.gone.length !== 1 || inside.come.length !== 1) return undefined;
  if (method.kind !== "function" || changed.kind !== "function") return undefined;
  return bodyChange(method, changed, at, { from, to });
}

/** Whether a statement neither defines nor imports anything, and has no statements inside; none is simple too. */
const isSimple = (statement: Statement | undefined): boolean =>
  statement === undefined || statement.kind === "assign" || statement.kind === "expression";

const bodyChange = (
  from: FunctionDefinition,
  to: FunctionDefinition,
  at: number,
  inClass?: BodyChange["inClass"],
): BodyChange | undefined => (sameHead(from, to) ? { is: "body", from, to, at, inClass } : undefined);

const sameHead = (a: FunctionDefinition, b: FunctionDefinition): boolean =>
  a.name === b.name && a.parameters === b.parameters && a.returns === b.returns && a.decorators === b.decorators;

const sameClassHead = (a: ClassDefinition, b: ClassDefinition): boolean =>
  a.name === b.name && a.bases === b.bases && a.decorators === b.decorators;
