import type { Statement } from "../syntax/nodes.ts";
import type { Event, Log } from "./events.ts";

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
