import type { Statement } from "../syntax/nodes.ts";
import { namesUsed } from "./bindings.ts";
import type { Environment, Read } from "./environment.ts";
import type { Log } from "./events.ts";
import type { Flow } from "./flow.ts";
import { isSameKind } from "./kind-text.ts";
import type { Typed } from "./kinds.ts";
import type { Memory } from "./memory.ts";
import { areAsRead, kindsRead } from "./reading.ts";
import type { Place } from "./reference.ts";

/** What was found in one statement of a function's body, and what it left bound and returned there. */
export interface Passage {
  /** What the names were that stand in it. */
  readonly read: readonly Read[];
  readonly bindings: readonly (readonly [name: string, typed: Typed | undefined])[];
  readonly returns: readonly (Typed | undefined)[];
  /** What tests had told of members of names before, and after. */
  readonly told: readonly [before: Members, after: Members];
  readonly log: Pick<Log, "events" | "references" | "kinds">;
}

type Members = ReadonlyMap<string, Typed | undefined>;

/** What was found in a function's body, statement by statement: an edit in one of them leaves most others as they are. */
export interface Passages {
  /** What else it holds under, in words. */
  readonly under: string;
  readonly of: ReadonlyMap<Statement, Passage>;
}

/** Of a function that has not been edited yet. */
export const NO_PASSAGES: Passages = { under: "", of: new Map() };

/** Follows a function's body statement by statement; what was found in one before holds where it reads the same. */
export class PassageFlow {
  private readonly flow: Flow;
  private readonly env: Environment;
  private readonly memory: Memory;

  /** With the function's parameters bound, and its local names to nothing. */
  constructor(flow: Flow, env: Environment, memory: Memory) {
    this.flow = flow;
    this.env = env;
    this.memory = memory;
    memory.internAll(env.names.keys(), env);
  }

  /** Whether functions have been defined: they see all that names are from there on. */
  get hasFunctions(): boolean {
    return this.env.hasFunctions;
  }

  /** Follows a statement; `log` is the one that takes what that leads to. */
  follow(statement: Statement, log: Log): Passage {
    const { env, flow, memory } = this;
    const read = kindsRead(namesUsed(statement), env);
    const first = flow.returns.length;
    const written = new Set<string>();
    env.written = written;
    const before = env.members;
    flow.statement(statement, env);
    env.written = undefined;
    const told = [before, env.members] as const;
    return { read, log, told, bindings: memory.internAll(written, env), returns: flow.returns.slice(first) };
  }

  /** Whether a statement reads what it read before. What is defined in it needs the names around it as they are now. */
  readsTheSame(statement: Statement, { read, told: [told], log }: Passage): boolean {
    if (!isAlike(told, this.env.members)) return false;
    const definesNone = log.events.every(({ is }) => is !== "function" && is !== "class");
    return definesNone && areAsRead(read, namesUsed(statement), this.env);
  }

  /** Does again what following a statement did before, which now stands at `place`. */
  again({ log, bindings, returns, read, told }: Passage, place: Place): Passage {
    for (const [name, typed] of bindings) this.env.set(name, typed);
    for (const [path, typed] of told[1]) this.env.tell(path, typed);
    for (const [expression, typed] of log.kinds) this.memory.remember(expression, typed);
    this.flow.returns.push(...returns);
    // Rules were told of the function as it was: they are asked about another reference.
    const references = log.references.map((reference) => ({ ...reference, place }));
    return { read, told, bindings, returns, log: { events: log.events, kinds: log.kinds, references } };
  }
}

const isAlike = (before: Members, now: Members): boolean =>
  before.size === now.size &&
  [...now].every(([path, typed]) => before.has(path) && isSameKind(before.get(path), typed));
