import type { Context } from "../rule.ts";
import type { Block, Expression, Statement } from "../syntax/nodes.ts";
import { targetsOf } from "../syntax/walk.ts";
import { lastBinder } from "./binders.ts";
import { bindsOf, changedBy, growsOf, leavesBlock, readsFirst, readsOf, tracedReadsOf, writesOf } from "./dataflow.ts";
import { callsModel } from "./trains.ts";

/** Statements that become a function, and those between them that read what it binds: they follow its call. */
export interface Part {
  readonly slice: readonly Statement[];
  readonly after: readonly Statement[];
  readonly kept: readonly Kept[];
}

/** A value that statements after the call read, and that the function replaces later on: it is handed out under a name of its own. */
export interface Kept {
  readonly name: string;
  /** The statement of the slice before which the value is kept. */
  readonly before: Statement;
  readonly readers: readonly Statement[];
}

/** An expression as a statement, so that what it reads can be asked. */
export const asStatement = (value: Expression): Statement => ({
  kind: "expression",
  start: value.start,
  end: value.end,
  value,
});

/** Where a value is needed: before the statement of a suite with this index. */
export interface Point {
  readonly block: Block;
  readonly at: number;
}

/**
 * Of the statements before backward(), those on which the losses depend and which depend on what is trained. Data loading
 * and what else the losses read stays where it is.
 */
export const sliceOf = (losses: readonly Expression[], point: Point, context: Context): Statement[] =>
  trainedOf(traceBack(tracedIn(losses.map(asStatement)), point).reached, context);

/** Of statements in their order, those that depend on what is trained. */
export function trainedOf(reached: readonly Statement[], context: Context): Statement[] {
  const slice: Statement[] = [];
  const trained = new Set<string>();
  const starts = startsOfTrained(reached, context);
  for (const statement of reached) {
    if (starts.has(statement)) {
      slice.push(statement);
      continue;
    }
    const depends = callsModel(statement, context) || meet(readsOf(statement), trained);
    if (!depends) continue;
    slice.push(statement);
    for (const name of writesOf(statement)) trained.add(name);
  }
  return slice;
}

/** Statements that give a name its first value, `loss = 0`, to which something trained is added, or written into it. */
function startsOfTrained(reached: readonly Statement[], context: Context): Set<Statement> {
  const starts = new Set<Statement>();
  const added = new Set<string>();
  const filled = new Set<string>();
  for (const statement of reached.toReversed()) {
    if (statement.kind === "assign") {
      const names = [...bindsOf(statement)];
      const isStart = (name: string) => filled.has(name) || (added.has(name) && isPlain(statement.value));
      if (names.length === 1 ? isStart(names[0]) : isPlain(statement.value) && names.some(isStart))
        starts.add(statement);
    }
    if (!callsModel(statement, context)) continue;
    const first = readsFirst(statement);
    for (const name of bindsOf(statement)) if (first.has(name)) added.add(name);
    for (const name of growsOf(statement)) filled.add(name);
  }
  return starts;
}

/** A number, an empty list, or several of these: `losses, states = [], []`. */
const isPlain = (value: Expression | undefined): boolean =>
  value?.kind === "tuple" ? value.items.every(isPlain) : /^(number|list|dictionary|constant)$/.test(value?.kind ?? "");

/** The names that statements read with what they were computed from, without what is detached. */
export const tracedIn = (statements: readonly Statement[]): Set<string> =>
  new Set(statements.flatMap((statement) => [...tracedReadsOf(statement)]));

/** The statements before a place that bind what is needed there, in their order, and the names that come from further out. */
export function traceBack(
  names: ReadonlySet<string>,
  { block, at }: Point,
): { reached: Statement[]; needed: ReadonlySet<string> } {
  const needed = new Set(names);
  const reached: Statement[] = [];
  for (let i = lastBinder(block, needed, at); i >= 0; i = lastBinder(block, needed, i)) {
    const statement = block.statements[i];
    reached.push(statement);
    if (statement.kind === "assign") for (const name of bindsOf(statement)) needed.delete(name);
    for (const name of tracedReadsOf(statement)) needed.add(name);
  }
  return { reached: reached.reverse(), needed };
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const name of some) if (others.has(name)) return true;
  return false;
}

/**
 * Puts the statements of a function together: what stands between them runs before or after its call. `isEvent` tells
 * statements that the rewrite of the step takes care of. A text says why it cannot be done.
 */
export function together(
  slice: readonly Statement[],
  block: readonly Statement[],
  isEvent: (statement: Statement) => boolean,
): Part | string {
  const between = block.slice(block.indexOf(slice[0]), block.indexOf(slice[slice.length - 1]) + 1);
  const late = derivedFrom(slice, between, isEvent);
  const whole = completed(slice, between, late);
  if (whole.some((s) => s.kind !== "function" && leavesBlock(s)))
    return "The forward pass can leave the loop or yield: it cannot become a function as it stands.";
  if (whole.some((s) => s.kind === "class")) return "A class stands inside the forward pass.";
  const after = between.filter((statement) => late.has(statement) && !whole.includes(statement));
  const [bound, read] = [new Set<string>(), new Set<string>()];
  for (const statement of between) {
    if (whole.includes(statement)) {
      for (const name of bindsOf(statement)) bound.add(name);
      for (const name of readsOf(statement)) read.add(name);
    } else if (!isEvent(statement)) {
      const changed = [...bindsOf(statement), ...changedBy(statement)].find(
        (name) => read.has(name) || bound.has(name),
      );
      if (changed)
        return `${changed} is changed between statements of the forward pass: give the steps names of their own.`;
    }
  }
  if (after.some(leavesBlock))
    return "A statement between the forward pass and backward() can leave the loop: move it after the step.";
  const outer = writtenOutside(whole);
  if (outer)
    return `${outer} is made outside the forward pass, which writes into it: make it right before it is written.`;
  const kept = keptFor(after, whole);
  const rebound = kept.find(({ name, readers }) => readers.some((reader) => writesOf(reader).has(name)));
  if (rebound)
    return `${rebound.name} is changed between statements of the forward pass: give the steps names of their own.`;
  return { slice: whole, after, kept };
}

/** What statements that follow the call read of names that the slice gives another value after them. */
function keptFor(after: readonly Statement[], slice: readonly Statement[]): Kept[] {
  const kept: (Kept & { readers: Statement[] })[] = [];
  for (const reader of after)
    for (const name of readsOf(reader)) {
      const before = slice.find((statement) => statement.start > reader.start && bindsOf(statement).has(name));
      if (!before) continue;
      const known = kept.find((one) => one.name === name && one.before === before);
      if (known) known.readers.push(reader);
      else kept.push({ name, before, readers: [reader] });
    }
  return kept;
}

/** The first name of a tensor that a slice writes into by index without having made it: MindSpore refuses that where it differentiates. */
function writtenOutside(slice: readonly Statement[]): string | undefined {
  const bound = new Set<string>();
  for (const statement of slice) {
    const name = indexedName(statement);
    if (name !== undefined && !bound.has(name)) return name;
    for (const one of bindsOf(statement)) bound.add(one);
  }
  return undefined;
}

/** `x` of `x[i] = value` and `x[i] += value`; a string between the brackets is no index of a tensor. */
function indexedName(statement: Statement): string | undefined {
  const [target] = targetsOf(statement);
  if (target?.kind !== "subscript" || target.value.kind !== "name") return undefined;
  return target.items[0]?.kind === "string" ? undefined : target.value.id;
}

/** The statements between those of a slice that read what it binds, or what such a statement binds. */
function derivedFrom(
  slice: readonly Statement[],
  between: readonly Statement[],
  isEvent: (statement: Statement) => boolean,
): ReadonlySet<Statement> {
  const derived = new Set<Statement>();
  const names = new Set<string>();
  for (const statement of between) {
    const isOwn = slice.includes(statement);
    if (!isOwn && (isEvent(statement) || !meet(readsOf(statement), names))) continue;
    if (!isOwn) derived.add(statement);
    for (const name of writesOf(statement)) names.add(name);
  }
  return derived;
}

/** A slice with what a later statement of it reads of those derived from it: they cannot wait until it has run. */
function completed(
  slice: readonly Statement[],
  between: readonly Statement[],
  derived: ReadonlySet<Statement>,
): readonly Statement[] {
  const whole = new Set(slice);
  const needed = new Set<string>();
  for (const statement of between.toReversed()) {
    const isRead = meet(writesOf(statement), needed) || meet(changedBy(statement), needed);
    if (derived.has(statement) && isRead) whole.add(statement);
    if (whole.has(statement)) for (const name of readsOf(statement)) needed.add(name);
  }
  return between.filter((statement) => whole.has(statement));
}
