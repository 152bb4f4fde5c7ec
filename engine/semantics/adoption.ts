import type { ClassDefinition, FunctionDefinition, Module, Statement } from "../syntax/nodes.ts";
import type { Event, Log } from "./events.ts";
import { describe } from "./memory.ts";

/** The one function whose body an edit has changed, and the statement of the module that it is in. */
export interface Change {
  readonly from: FunctionDefinition;
  readonly to: FunctionDefinition;
  readonly inClass?: { readonly from: ClassDefinition; readonly to: ClassDefinition };
}

/** What differs between two versions of a file, where that is nothing, or nothing but the body of one function. */
export function changeBetween(before: Module, now: Module): Change | "nothing" | undefined {
  const index = onlyDifference(before.body.statements, now.body.statements);
  if (index === undefined || index < 0) return index === undefined ? undefined : "nothing";
  const [from, to] = [before.body.statements[index], now.body.statements[index]];
  if (from.kind === "function" && to.kind === "function") return sameHead(from, to) ? { from, to } : undefined;
  if (from.kind !== "class" || to.kind !== "class" || !sameClassHead(from, to)) return undefined;
  const member = onlyDifference(from.body.statements, to.body.statements);
  if (member === undefined || member < 0) return undefined;
  const [method, changed] = [from.body.statements[member], to.body.statements[member]];
  if (method.kind !== "function" || changed.kind !== "function" || !sameHead(method, changed)) return undefined;
  return { from: method, to: changed, inClass: { from, to } };
}

/** The index at which two lists of statements differ, -1 where they do not, undefined where they differ in more places. */
function onlyDifference(before: readonly Statement[], now: readonly Statement[]): number | undefined {
  if (before.length !== now.length) return undefined;
  const first = before.findIndex((statement, i) => statement !== now[i]);
  return first === before.findLastIndex((statement, i) => statement !== now[i]) ? first : undefined;
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

  remove(user: object): void {
    for (const users of this.users.values()) users.delete(user);
  }
}
