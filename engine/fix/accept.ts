import { type Edit, type Finding, isRefusal, type Mend, type WrittenDefinition } from "../finding.ts";
import type { FileModel } from "../semantics/model.ts";
import type { Block } from "../syntax/nodes.ts";
import { suitesOf } from "./suites.ts";

/** A repair that can be made together with those before it. */
export interface Accepted {
  readonly finding: Finding;
  readonly mend: Mend;
}

/**
 * Takes repairs in order. One that collides with an accepted one is left, whole; so is one that would take the last statement
 * out of a suite together with others.
 */
export function accept(findings: readonly Finding[], model: FileModel): Accepted[] {
  const accepted: Accepted[] = [];
  const taken: Edit[] = [];
  const emptied = new Emptied(model);
  for (const finding of findings) {
    const mend = finding.mend();
    if (isRefusal(mend) || !mend.edits.length) continue;
    if (mend.edits.some((edit) => collides(taken, edit)) || emptied.by(mend.edits)) continue;
    accepted.push({ finding, mend });
    for (const edit of mend.edits) taken.splice(placeOf(taken, edit.start), 0, edit);
  }
  return accepted;
}

/** The edits of accepted repairs. Definitions that come to one place are written in the order of their names, each once. */
export function editsOf(accepted: readonly Accepted[]): Edit[] {
  const edits = accepted.flatMap(({ mend }) => [...mend.edits]);
  const places = new Map<number, Map<string, WrittenDefinition>>();
  for (const { start, definition } of edits)
    if (definition) places.set(start, (places.get(start) ?? new Map()).set(definition.python, definition));
  const written = [...places].map(([at, definitions]): Edit => {
    const [first, ...others] = [...definitions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const python = [first, ...others].map((one) => one.python).join(first.between);
    return { start: at, end: at, text: first.before + python + first.after };
  });
  return [...edits.filter(({ definition }) => !definition), ...written];
}

/** No statement: comments at most. */
const LEAVES_NOTHING = /^(\s*#.*)*\s*$/;

/** Counts the statements that accepted repairs take out of each suite. */
class Emptied {
  /** In order of their place. */
  private readonly statements: readonly { readonly start: number; readonly end: number; readonly block: Block }[];
  private readonly counts = new Map<Block, number>();

  constructor(model: FileModel) {
    this.statements = [...suitesOf(model)].map(([{ start, end }, block]) => ({ start, end, block }));
  }

  /** Whether these edits would leave a suite without statements; if not, they are counted. */
  by(edits: readonly Edit[]): boolean {
    const removals = edits.filter((edit) => LEAVES_NOTHING.test(edit.text) && edit.end > edit.start);
    if (!removals.length) return false;
    const counts = new Map<Block, number>();
    for (const { start, end } of removals)
      for (let i = placeOf(this.statements, start); this.statements[i]?.start < end; i++) {
        const { block, end: last } = this.statements[i];
        if (last <= end) counts.set(block, (counts.get(block) ?? this.counts.get(block) ?? 0) + 1);
      }
    for (const [block, count] of counts)
      if (count === block.statements.length && !isRemoved(block, removals)) return true;
    for (const [block, count] of counts) this.counts.set(block, count);
    return false;
  }
}

/** Whether a suite goes with the statement it belongs to, or is taken out of it whole. */
const isRemoved = (block: Block, removals: readonly Edit[]): boolean =>
  removals.some((edit) => edit.start < block.start && block.end <= edit.end);

/** Whether an edit touches the text of one of some edits in order, none of which touch each other. */
function collides(taken: readonly Edit[], edit: Edit): boolean {
  const at = placeOf(taken, edit.start);
  for (let i = at; i < taken.length && taken[i].start <= edit.end; i++) if (touch(taken[i], edit)) return true;
  for (let i = at - 1; i >= 0 && taken[i].end >= edit.start; i--) if (touch(taken[i], edit)) return true;
  return false;
}

/** Where what starts here belongs among things in order. */
function placeOf(taken: readonly { readonly start: number }[], start: number): number {
  let [low, high] = [0, taken.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (taken[middle].start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function touch(a: Edit, b: Edit): boolean {
  if (a.definition && b.definition && !isOtherOfSameName(a.definition, b.definition)) return false;
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}

const isOtherOfSameName = (a: WrittenDefinition, b: WrittenDefinition): boolean =>
  a.name === b.name && a.python !== b.python;
