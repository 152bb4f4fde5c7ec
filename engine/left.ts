import { foundAgain, placeAfter } from "./along.ts";
import type { Analysis } from "./analyze.ts";
import { type Edit, type Finding, isRefusal } from "./finding.ts";

/** What a finding says: its repair would hold all that is known of the file. */
export type Told = Omit<Finding, "mend">;

/** A place that is left to do by hand, and why. */
export interface Left {
  readonly finding: Told;
  readonly reason: string;
}

/** What a finding says, without its repair. */
export const told = ({ mend: _, ...said }: Finding): Told => said;

/** The findings that no repair reaches. */
export const refusedAmong = (findings: readonly Finding[]): Left[] =>
  findings.flatMap((finding) => {
    const mend = finding.mend();
    return isRefusal(mend) && finding.verdict !== "needless" ? [{ finding: told(finding), reason: mend.refused }] : [];
  });

/**
 * Of places that are left, and those that no edit touched and that are not found any more: what told of them, the kind of a
 * model or a tensor, is gone with the repairs around them, but they are as wrong as before.
 */
export function stillUnseen(left: readonly Left[], edits: readonly Edit[], after: Analysis): Left[] {
  return left.flatMap(({ finding, reason }) => {
    // What is left of a step is told at its backward(); seams and habits are what others leave behind.
    if (finding.phase === "structure" || /^(seam|habit)$/.test(finding.category)) return [];
    const isTouched = edits.some((edit) => edit.start < finding.end && finding.start < edit.end);
    if (isTouched || foundAgain(finding, edits, after)) return [];
    return [moved({ finding, reason }, edits)];
  });
}

/** What is left, with what is not seen in the text as it is; `edits` are those made since. */
export function withUnseen(after: readonly Left[], before: readonly Left[], edits: readonly Edit[]): Left[] {
  const isSeen = ({ finding }: Left) => after.some((left) => left.finding.start === finding.start);
  return [...after, ...before.map((left) => moved(left, edits)).filter((left) => !isSeen(left))].sort(
    (a, b) => a.finding.start - b.finding.start,
  );
}

/** A place that no edit touched, where it is after them. */
function moved({ finding, reason }: Left, edits: readonly Edit[]): Left {
  const start = placeAfter(finding.start, edits);
  return { finding: { ...finding, start, end: start + finding.end - finding.start }, reason };
}
