import type { Block, Statement } from "../syntax/nodes.ts";
import { leavesBlock } from "./dataflow.ts";
import type { GradientEvent } from "./events.ts";

/**
 * What an optimizer's gradients may hold at one place: each content names the backward passes since the gradients were
 * last set to zero, by their number, with `+` where one ran more than once. Empty means no gradients.
 */
type Contents = ReadonlySet<string>;

/** Follows the gradients of one optimizer through its scope, as PyTorch would keep them. */
export class GradientFlow {
  private readonly at = new Map<Statement, Set<string>>();
  private readonly events: ReadonlySet<Statement>;
  private readonly around: ReadonlySet<Statement>;
  private readonly turning: ReadonlySet<Block>;
  private readonly numbers: ReadonlyMap<Statement, number>;
  private readonly passes: readonly Statement[];
  private readonly updates: ReadonlySet<Statement>;
  private readonly clearing: ReadonlySet<Statement>;
  private readonly loops: { breaks: Set<string>; continues: Set<string> }[] = [];

  constructor(
    body: Block,
    events: readonly GradientEvent[],
    updates: ReadonlySet<Statement>,
    clearing: ReadonlySet<Statement>,
  ) {
    this.events = new Set(events.map(({ statement }) => statement));
    this.around = new Set(events.flatMap(({ path }) => path));
    const backwards = events.filter(({ does }) => does === "backward");
    this.turning = new Set(backwards.flatMap(({ blocks }) => blocks));
    this.passes = backwards.map(({ statement }) => statement);
    this.numbers = new Map(this.passes.map((statement, number) => [statement, number]));
    this.updates = updates;
    this.clearing = clearing;
    this.block(body, new Set([""]));
  }

  /** The contents where a statement runs, each as the backward passes it names. */
  contentsAt(statement: Statement): { readonly passes: readonly Statement[]; readonly repeats: boolean }[] {
    return [...(this.at.get(statement) ?? [])].map((content) => ({
      passes: content === "" ? [] : content.split(",").map((part) => this.passes[Number.parseInt(part, 10)]),
      repeats: content.includes("+"),
    }));
  }

  private block(block: Block, before: Contents): Contents {
    let contents = before;
    for (const statement of block.statements) contents = this.statement(statement, contents);
    return contents;
  }

  private statement(statement: Statement, before: Contents): Contents {
    if (!before.size) return before;
    if (this.events.has(statement)) return this.event(statement, before);
    if (!this.around.has(statement) && !leavesBlock(statement)) return before;
    switch (statement.kind) {
      case "if": {
        const arms = statement.branches.map((branch) => this.block(branch.body, before));
        return union(...arms, statement.otherwise ? this.block(statement.otherwise, before) : before);
      }
      case "for":
      case "while": {
        const after = this.loop(statement.body, before);
        return statement.otherwise ? union(after, this.block(statement.otherwise, after)) : after;
      }
      case "with":
        return this.block(statement.body, before);
      case "try": {
        const body = this.block(statement.body, before);
        const handled = statement.handlers.map((handler) => this.block(handler.body, union(before, body)));
        const after = union(statement.otherwise ? this.block(statement.otherwise, body) : body, ...handled);
        return statement.finally ? this.block(statement.finally, after) : after;
      }
      case "match":
        return union(before, ...statement.cases.map((part) => this.block(part.body, before)));
      case "break":
        return this.leave("breaks", before);
      case "continue":
        return this.leave("continues", before);
      case "return":
      case "raise":
        return NONE;
      default:
        return before;
    }
  }

  private event(statement: Statement, before: Contents): Contents {
    const number = this.numbers.get(statement);
    if (number !== undefined || this.updates.has(statement))
      this.at.set(statement, new Set([...(this.at.get(statement) ?? []), ...before]));
    if (number !== undefined) return new Set([...before].map((content) => added(content, number)));
    return this.clearing.has(statement) ? new Set([""]) : before;
  }

  /** Turns a loop until nothing new comes in; one that holds a backward pass is taken to turn at least once. */
  private loop(body: Block, before: Contents): Contents {
    const exits = { breaks: new Set<string>(), continues: new Set<string>() };
    this.loops.push(exits);
    let entry = before;
    let after: Contents = NONE;
    for (;;) {
      after = union(this.block(body, entry), exits.continues);
      const next = union(entry, after);
      if (next.size === entry.size) break;
      entry = next;
    }
    this.loops.pop();
    return this.turning.has(body) ? union(after, exits.breaks) : union(before, after, exits.breaks);
  }

  private leave(by: "breaks" | "continues", contents: Contents): Contents {
    const loop = this.loops.at(-1);
    if (loop) for (const content of contents) loop[by].add(content);
    return NONE;
  }
}

const NONE: Contents = new Set();

const union = (...some: Contents[]): Contents => new Set(some.flatMap((contents) => [...contents]));

/** A content with one more pass. */
function added(content: string, number: number): string {
  const parts = content === "" ? [] : content.split(",");
  const name = String(number);
  if (parts.includes(`${name}+`)) return content;
  const rest = parts.filter((part) => part !== name);
  return [...rest, rest.length < parts.length ? `${name}+` : name].sort().join(",");
}
