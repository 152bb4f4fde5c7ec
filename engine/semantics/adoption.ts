import type { ClassDefinition, FunctionDefinition, Module, Statement } from "../syntax/nodes.ts";
import type { Event, Log } from "./events.ts";
import { describe } from "./memory.ts";

/** The one function whose body an edit has changed, and the statement of the module that it is in. */
export interface BodyChange {
  readonly is: "body";
  readonly from: FunctionDefinition;
  readonly to: FunctionDefinition;
  readonly inClass?: { readonly from: ClassDefinition; readonly to: ClassDefinition };
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
  if (from?.kind === "function" && to?.kind === "function") return bodyChange(from, to);
  if (from?.kind !== "class" || to?.kind !== "class" || !sameClassHead(from, to)) return undefined;
  const inside = difference(from.body.statements, to.body.statements);
  const [method, changed] = [inside.gone[0], inside.come[0]];
  if (inside.gone.length !== 1 || inside.come.length !== 1) return undefined;
  if (method.kind !== "function" || changed.kind !== "function") return undefined;
  return bodyChange(method, changed, { from, to });
}

/** Whether a statement neither defines nor imports anything, and has no statements inside; none is simple too. */
const isSimple = (statement: Statement | undefined): boolean =>
  statement === undefined || statement.kind === "assign" || statement.kind === "expression";

const bodyChange = (
  from: FunctionDefinition,
  to: FunctionDefinition,
  inClass?: BodyChange["inClass"],
): BodyChange | undefined => (sameHead(from, to) ? { is: "body", from, to, inClass } : undefined);

/** The statements that one list has and the other has not, between those that both begin and end with. */
function difference(
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

const sameHead = (a: FunctionDefinition, b: FunctionDefinition): boolean =>
  a.name === b.name && a.parameters === b.parameters && a.returns === b.returns && a.decorators === b.decorators;

const sameClassHead = (a: ClassDefinition, b: ClassDefinition): boolean =>
  a.name === b.name && a.bases === b.bases && a.decorators === b.decorators;

/** Whether two looks did the same elsewhere, but for the attributes that they set. */
export function agree(before: Log, now: Log): boolean {
  const [were, are] = [before.events.filter(isFelt), now.events.filter(isFelt)];
  return were.length === are.length && are.every((event, i) => isSame(event, were[i]));
}

const isFelt = ({ is }: Event): boolean => FELT.has(is);
const FELT: ReadonlySet<string> = new Set<Event["is"]>(["call", "result", "import", "function", "class"]);

function isSame(a: Event, b: Event): boolean {
  if (a.is === "result" && b.is === "result") return a.definition === b.definition && a.text === b.text;
  if (a.is === "import" && b.is === "import")
    return a.module === b.module && a.level === b.level && a.name === b.name && a.typed === b.typed;
  if (a.is !== "call" || b.is !== "call" || a.call !== b.call || a.receiver !== b.receiver) return false;
  return a.definition === b.definition && a.values.every((value, i) => describe(value) === describe(b.values[i]));
}

/** Who has to do with attributes, by their names alone. */
export class AttributeUse {
  private readonly users = new Map<string, Set<object>>();

  add(user: object, { events }: Log): void {
    for (const event of events) {
      if (event.is === "set" || (event.is === "attribute" && !event.own))
        this.users.set(event.name, (this.users.get(event.name) ?? new Set()).add(user));
    }
  }

  /** Whether nobody but one has to do with attributes of a name. */
  isOf(user: object, name: string): boolean {
    const users = this.users.get(name);
    return !users?.size || (users.size === 1 && users.has(user));
  }

  remove(user: object, { events }: Log): void {
    for (const event of events)
      if (event.is === "set" || event.is === "attribute") this.users.get(event.name)?.delete(user);
  }
}

/** The events that name a definition, by the definition. */
export class Mentions {
  private readonly events = new Map<Statement, Set<Event>>();

  add({ events }: Log): void {
    for (const event of events) {
      const definition = definitionOf(event);
      if (definition) this.events.set(definition, (this.events.get(definition) ?? new Set()).add(event));
    }
  }

  remove({ events }: Log): void {
    for (const event of events) {
      const definition = definitionOf(event);
      if (definition) this.events.get(definition)?.delete(event);
    }
  }

  /** Another definition has taken the place of one; gives the events that named that. */
  move(from: Statement, to: Statement): Iterable<Event> {
    const moved = this.events.get(from) ?? new Set();
    this.events.delete(from);
    this.events.set(to, new Set([...moved, ...(this.events.get(to) ?? [])]));
    return moved;
  }
}

function definitionOf(event: Event): Statement | undefined {
  if (event.is === "call" || event.is === "result") return event.definition;
  if (event.is === "function") return event.record.node;
  return event.is === "class" ? event.node : undefined;
}
