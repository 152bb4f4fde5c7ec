import type { ClassDefinition, FunctionDefinition, Module, Statement } from "../syntax/nodes.ts";
import type { Event, Log } from "./events.ts";
import type { OwnClass, Typed } from "./kinds.ts";
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

/** Whether nobody can tell from the outside that another look was taken: it did the same elsewhere and learned nothing new. */
export function agree(before: Log, now: Log): boolean {
  if ([...before.events, ...now.events].some(({ is }) => is === "function" || is === "class")) return false;
  const called = before.events.filter(isCalling);
  const calling = now.events.filter(isCalling);
  if (called.length !== calling.length || !calling.every((event, i) => isSameCalling(event, called[i]))) return false;
  const learned = new Set(before.events.map(wordsOf));
  return now.events.every((event) => {
    const words = wordsOf(event);
    return words === undefined || learned.has(words);
  });
}

const isCalling = (event: Event): boolean => event.is === "call" || event.is === "result";

function isSameCalling(a: Event, b: Event): boolean {
  if (a.is === "result" && b.is === "result") return a.definition === b.definition && a.text === b.text;
  if (a.is !== "call" || b.is !== "call" || a.call !== b.call || a.receiver !== b.receiver) return false;
  return a.definition === b.definition && a.values.every((value, i) => describe(value) === describe(b.values[i]));
}

const numbers = new WeakMap<object, number>();
let last = 0;

function numberOf(thing: object | undefined): number {
  if (!thing) return 0;
  const known = numbers.get(thing) ?? ++last;
  numbers.set(thing, known);
  return known;
}

/** What was learned, in words; nothing for what was done, and for what the code itself set. */
function wordsOf(event: Event): string | undefined {
  switch (event.is) {
    case "attribute":
      return event.own
        ? `${numberOf(event.info)}.${event.name}`
        : `${numberOf(event.info)}.${event.name}=${event.text}`;
    case "method":
      return `${numberOf(event.info)}.${event.name}()${numberOf(event.found)}`;
    case "numbers":
      return `${numberOf(event.info)}#${event.text}`;
    case "import":
      return `${event.level}${event.module}:${event.name ?? ""}=${numberOf(event.typed)}`;
    default:
      return undefined;
  }
}

/** Attributes that pieces of code set. */
export function setBy(logs: readonly Log[]): Map<OwnClass, Set<string>> {
  const found = new Map<OwnClass, Set<string>>();
  for (const { events } of logs)
    for (const event of events)
      if (event.is === "set") found.set(event.info, (found.get(event.info) ?? new Set()).add(event.name));
  return found;
}

/** Whether two looks set an attribute that others set as well to the same, and do not read it back. */
export function setsAlike(name: string, before: Log, now: Log): boolean {
  if (before.readBack.has(name) || now.readBack.has(name)) return false;
  return valuesSet(name, before) === valuesSet(name, now);
}

const valuesSet = (name: string, { events }: Log): string =>
  events.map((event) => (event.is === "set" && event.name === name ? describe(event.typed) : "")).join("");

/** Who sets attributes of which class, and who has to do with them by their names alone. */
export class AttributeUse {
  private readonly users = new Map<string, Set<object>>();
  private readonly setters = new Map<OwnClass, Map<string, Set<object>>>();

  add(user: object, { events }: Log): void {
    for (const event of events) {
      if (event.is === "set") {
        const names = this.setters.get(event.info) ?? new Map<string, Set<object>>();
        this.setters.set(event.info, names.set(event.name, (names.get(event.name) ?? new Set()).add(user)));
      }
      if (event.is === "set" || (event.is === "attribute" && !event.own))
        this.users.set(event.name, (this.users.get(event.name) ?? new Set()).add(user));
    }
  }

  /** Whether nobody but one has to do with attributes of a name. */
  isOf(user: object, name: string): boolean {
    return isAlone(user, this.users.get(name));
  }

  /** Whether nobody but one sets an attribute of a class. */
  isSetBy(user: object, info: OwnClass, name: string): boolean {
    return isAlone(user, this.setters.get(info)?.get(name));
  }

  remove(user: object): void {
    for (const users of this.users.values()) users.delete(user);
    for (const names of this.setters.values()) for (const users of names.values()) users.delete(user);
  }
}

const isAlone = (user: object, users: ReadonlySet<object> | undefined): boolean =>
  !users || users.size === 0 || (users.size === 1 && users.has(user));

/** The kinds of attributes, to be compared with what they are later. */
export const kindsOf = (sets: ReadonlyMap<OwnClass, ReadonlySet<string>>): [OwnClass, string, Typed | undefined][] =>
  [...sets].flatMap(([info, names]) =>
    [...names].map((name): [OwnClass, string, Typed | undefined] => [info, name, info.attributes.get(name)]),
  );
