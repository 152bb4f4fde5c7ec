import type { Span } from "./nodes.ts";
import type { Repair } from "./repair.ts";
import { spacesAt } from "./repair-lines.ts";
import { matchAt } from "./sticky.ts";

const clause = /(?:elif|else|except|finally)\b/y;
const tried = /(?:except|finally)\b/y;
/** So many statements in a row may have slipped out of a suite that goes on behind them. */
const mostStrays = 6;

/** A suite that is open: how far it is indented, and its first statement. */
interface Suite {
  width: number;
  first: number;
}

/**
 * What makes statements stand at columns where the parser can follow: those at a column that no suite has are moved to one
 * that has, and a suite whose head is gone gets another. `opens` tells whether the suite of a statement follows it.
 */
export function indentationRepairs(
  text: string,
  statements: readonly Span[],
  opens: (index: number) => boolean,
): Repair[] {
  const lines = statements.map(({ start }) => text.lastIndexOf("\n", start - 1) + 1);
  const indents = lines.map((line) => spacesAt(text, line));
  const [unit] = indents.find((indent) => indent !== "") ?? " ";
  if (indents.some((indent) => indent !== unit.repeat(indent.length))) return [];
  const places = new Places(
    text,
    statements,
    indents.map(({ length }) => length),
    opens,
  );
  return places.repairs(lines, indents, unit);
}

/** The columns of statements, in order, and where they should be. */
class Places {
  readonly #text: string;
  readonly #statements: readonly Span[];
  readonly #widths: number[];
  readonly #heads = new Map<number, { width: number; word: string }>();
  /** How far one must read to know that a statement is moved. */
  readonly #untils = new Map<number, number>();
  #suites: Suite[];
  /** The suites before the last that ended, the statement behind them, and whether the one before it is a head. */
  #ended: { suites: Suite[]; index: number; hasHead: boolean } | undefined;
  /** The column at which a statement was taken to be of the suite around it. */
  #odd = -1;

  constructor(text: string, statements: readonly Span[], widths: number[], opens: (index: number) => boolean) {
    this.#text = text;
    this.#statements = statements;
    this.#widths = widths;
    this.#suites = [{ width: widths[0] ?? 0, first: 0 }];
    for (let index = 1; index < widths.length; index++) {
      const beyond = widths[index] - this.#suites.at(-1)!.width;
      if (beyond < 0) this.#leave(index, opens(index - 1));
      else if (beyond > 0 && opens(index - 1)) this.#suites.push({ width: widths[index], first: index });
      else if (beyond > 0 && !this.#goesOn(index)) this.#standsDeeper(index);
    }
  }

  /** What leads from the columns as they are to those that should be. */
  repairs(lines: readonly number[], indents: readonly string[], unit: string): Repair[] {
    return [...this.#untils]
      .sort(([a], [b]) => a - b)
      .map(([index, until]) => {
        const head = this.#heads.get(index);
        const above = head ? `${unit.repeat(head.width)}${head.word}:\n` : "";
        const missing = this.#widths[index] - indents[index].length;
        return {
          at: lines[index],
          text: above + unit.repeat(Math.max(0, missing)),
          cut: Math.max(0, -missing),
          isAside: true,
          isMoved: true,
          until,
        };
      });
  }

  #move(index: number, width: number, until: number): void {
    this.#widths[index] = width;
    this.#untils.set(index, Math.max(until, this.#untils.get(index) ?? 0));
  }

  /** Ends suites before a statement that stands further left. */
  #leave(index: number, hasHead: boolean): void {
    const width = this.#widths[index];
    const left = this.#suites.filter((suite) => suite.width <= width);
    if (left.length === 0 || left.at(-1)!.width === width) {
      this.#ended = { suites: this.#suites, index, hasHead };
      this.#suites = left.length > 0 ? left : [{ width, first: index }];
      return;
    }
    const inner = this.#suites[left.length];
    if (width !== this.#odd && this.#isClause(index)) {
      this.#open(inner.first, width, index);
      this.#suites = [...left, { width, first: inner.first }];
    } else {
      this.#odd = width;
      this.#move(index, inner.width, this.#statements[index].start);
      this.#suites = this.#suites.slice(0, left.length + 1);
    }
  }

  /** Whether a suite that ended goes on, so that the statements before have slipped out of it. */
  #goesOn(index: number): boolean {
    const ended = this.#ended;
    if (ended === undefined || index - ended.index > mostStrays) return false;
    const width = this.#widths[index];
    if (ended.hasHead && width > ended.suites.at(-1)!.width)
      ended.suites = [...ended.suites, { width, first: ended.index }];
    const depth = ended.suites.findIndex((suite) => suite.width === width);
    if (depth < 0) return false;
    for (let stray = ended.index; stray < index; stray++) this.#move(stray, width, this.#statements[index].start);
    this.#suites = ended.suites.slice(0, depth + 1);
    this.#ended = undefined;
    return true;
  }

  /** Takes statements back that stand deeper without a head, or gives them one where a clause follows. */
  #standsDeeper(index: number): void {
    const { width: outer } = this.#suites.at(-1)!;
    const width = this.#widths[index];
    let next = index + 1;
    while (next < this.#widths.length && this.#widths[next] >= width) next++;
    if (this.#widths[next] === outer && this.#isClause(next)) {
      this.#open(index, outer, next);
      this.#suites.push({ width, first: index });
      return;
    }
    const until = this.#statements[next]?.start ?? this.#text.length;
    for (let moved = index; moved < next; moved++) this.#move(moved, this.#widths[moved] - width + outer, until);
  }

  /** Puts the head that a clause needs above the suite before it. */
  #open(first: number, width: number, at: number): void {
    const { start } = this.#statements[at];
    this.#heads.set(first, { width, word: matchAt(tried, this.#text, start) === undefined ? "if _" : "try" });
    this.#move(first, this.#widths[first], start);
  }

  #isClause(index: number): boolean {
    return matchAt(clause, this.#text, this.#statements[index].start) !== undefined;
  }
}
