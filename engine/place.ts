import { foundAgain, lastEdits, takeAlong } from "./along.ts";
import { type Analysis, analyze, type Selection } from "./analyze.ts";
import type { Edit, Finding } from "./finding.ts";
import { accept } from "./fix/accept.ts";
import { applyEdits, difference } from "./fix/edits.ts";
import type { Parse } from "./migrate.ts";

const MAX_ROUNDS = 40;

/**
 * The edits that repair single places, with what has to change along with them. The last of a file's repairs changes its
 * imports as well, so that places repaired one by one, in any order, end in the text that the migration gives.
 */
export function placeFix(
  parse: Parse,
  findings: readonly Finding[],
  before: Analysis,
  selection: Selection = {},
): readonly Edit[] {
  const look = (text: string): Analysis => analyze(parse(text), before.target, selection);
  let analysis = before;
  let open = findings;
  for (let round = 0; round < MAX_ROUNDS && open.length; round++) {
    const { accepted, edits, after } = takeAlong(accept(open, analysis.model), analysis, look);
    if (after === analysis) break;
    const made = new Set(accepted.map(({ finding }) => finding));
    open = open.filter((one) => !made.has(one)).flatMap((one) => foundAgain(one, edits, after) ?? []);
    analysis = after;
  }
  if (analysis === before) return [];
  return difference(
    before.text,
    applyEdits(
      analysis.text,
      lastEdits(analysis, () => false),
    ),
  );
}
