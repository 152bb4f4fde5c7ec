import type { Edit } from "../finding.ts";
import { endOfLine, lineEnding, lineStart } from "../fix/lines.ts";
import type { Context } from "../rule.ts";
import type { Block, Statement } from "../syntax/nodes.ts";
import type { GradientEvent } from "./events.ts";
import { indentOf } from "./layout.ts";
import { type Step, spanOf, type Training } from "./step.ts";

/** The edits that put statements of steps on lines of their own: whole lines are moved when a step is rewritten. */
export function ownLines({ steps }: Training, { text }: Context): Edit[] {
  const edits = new Map<number, Edit>();
  for (const step of steps) {
    const span = spanOf(step);
    const from = lineStart(text, span.start);
    const to = endOfLine(text, span.end);
    for (const [block, owner] of blocksOf(step))
      for (const edit of splits(block, owner, text))
        if (from <= edit.end && edit.start <= to) edits.set(edit.start, edit);
  }
  return [...edits.values()];
}

/** The suites that a step's statements stand in, each with the statement that it belongs to. */
function blocksOf({ passes, updates, zeros, works }: Step): Map<Block, Statement | undefined> {
  const events: GradientEvent[] = [...passes.flatMap((pass) => pass.backwards), ...updates, ...zeros, ...works];
  return new Map(events.flatMap(({ blocks, path }) => blocks.map((block, i) => [block, path[i - 1]] as const)));
}

/** The line breaks that a suite lacks: after its colon, and where a semicolon stands. */
function splits({ statements }: Block, owner: Statement | undefined, text: string): Edit[] {
  const [first, ...others] = statements;
  const head = /:([ \t]*)$/.exec(text.slice(lineStart(text, first.start), first.start));
  const indent = lineEnding(text) + (head && owner ? `${indentOf(text, owner)}    ` : indentOf(text, first));
  const edits = head ? [{ start: first.start - head[1].length, end: first.start, text: indent }] : [];
  for (const [i, { start }] of others.entries()) {
    const { end } = statements[i];
    if (/^[ \t]*;[ \t]*$/.test(text.slice(end, start))) edits.push({ start: end, end: start, text: indent });
  }
  return edits;
}
