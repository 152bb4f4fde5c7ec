import type { Context } from "../rule.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import { bindsOf, changedBy, leavesBlock, readsFirst, readsOf, tracedReadsOf } from "./dataflow.ts";
import { callsModel } from "./trains.ts";

/** Statements that become a function, and those between them that read what it binds: they follow its call. */
export interface Part {
  readonly slice: readonly Statement[];
  readonly after: readonly Statement[];
}

/** An expression as a statement, so that what it reads can be asked. */
export const asStatement = (value: Expression): Statement => ({
  kind: "expression",
  start: value.start,
  end: value.end,
  value,
});

/**
 * Of the statements before backward(), those on which the losses depend and which depend on what is trained. Data loading
 * and what else the losses read stays where it is.
 */
export function sliceOf(losses: readonly Expression[], before: readonly Statement[], context: Context): Statement[] {
  const slice: Statement[] = [];
  const trained = new Set<string>();
  const reached = reachedFrom(losses, before);
  for (const statement of reached) {
    if (startsWhatIsTrained(statement, reached, context)) {
      slice.push(statement);
      continue;
    }
    const depends = callsModel(statement, context) || meet(readsOf(statement), trained);
    if (!depends) continue;
    slice.push(statement);
    for (const name of bindsOf(statement)) trained.add(name);
  }
  return slice;
}

/** Whether a statement gives a name its first plain value, `loss = 0`, to which something trained is added. */
function startsWhatIsTrained(statement: Statement, reached: readonly Statement[], context: Context): boolean {
  if (statement.kind !== "assign" || !/^(number|list|dictionary|constant)$/.test(statement.value?.kind ?? ""))
    return false;
  const [name, ...others] = bindsOf(statement);
  if (!name || others.length) return false;
  const later = reached.slice(reached.indexOf(statement) + 1);
  return later.some((other) => bindsOf(other).has(name) && callsModel(other, context) && readsFirst(other).has(name));
}

/** The statements that bind what expressions are computed from, up to what is detached. */
function reachedFrom(losses: readonly Expression[], before: readonly Statement[]): Statement[] {
  const needed = new Set<string>();
  for (const loss of losses) for (const name of tracedReadsOf(asStatement(loss))) needed.add(name);
  const reached: Statement[] = [];
  for (let i = before.length - 1; i >= 0; i--) {
    const statement = before[i];
    const binds = bindsOf(statement);
    if (!meet(binds, needed)) continue;
    reached.push(statement);
    if (statement.kind === "assign") for (const name of binds) needed.delete(name);
    for (const name of tracedReadsOf(statement)) needed.add(name);
  }
  return reached.reverse();
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
  if (slice.some((s) => s.kind !== "function" && leavesBlock(s)))
    return "The forward pass can leave the loop or yield: it cannot become a function as it stands.";
  if (slice.some((s) => s.kind === "class")) return "A class stands inside the forward pass.";
  const after: Statement[] = [];
  const [bound, read] = [new Set<string>(), new Set<string>()];
  for (const statement of block.slice(block.indexOf(slice[0]), block.indexOf(slice[slice.length - 1]) + 1)) {
    if (slice.includes(statement)) {
      for (const name of bindsOf(statement)) bound.add(name);
      for (const name of readsOf(statement)) read.add(name);
    } else if (!isEvent(statement)) {
      if ([...readsOf(statement)].some((name) => bound.has(name))) after.push(statement);
      const changed = [...bindsOf(statement), ...changedBy(statement)].find(
        (name) => read.has(name) || bound.has(name),
      );
      if (changed)
        return `${changed} is changed between statements of the forward pass: give the steps names of their own.`;
    }
  }
  if (after.some(leavesBlock))
    return "A statement between the forward pass and backward() can leave the loop: move it after the step.";
  return { slice, after };
}
