import type { Analysis } from "./analyze.ts";
import type { Edit, Finding } from "./finding.ts";
import { walkExpressions } from "./syntax/walk.ts";

const IGNORE_LIST = /#\s*torch2ms:\s*ignore\[[^\]]*/;

/** The comment that silences a finding's rule on its line, or undefined where no comment can stand. */
export function ignoreEdit(finding: Finding, analysis: Analysis): Edit | undefined {
  const { text } = analysis;
  const ends = [endOfLine(text, finding.start), endOfLine(text, finding.end)];
  const end = ends.find((at) => text[at - 1] !== "\\" && !isInString(at, analysis));
  return end === undefined ? undefined : commentAt(end, finding.rule, analysis);
}

function commentAt(end: number, rule: string, { text, model }: Analysis): Edit {
  const comment = model.module.comments.find((candidate) => candidate.start < end && end <= candidate.end);
  const list = comment && IGNORE_LIST.exec(text.slice(comment.start, end));
  if (!list) return { start: end, end, text: `  # torch2ms: ignore[${rule}]` };
  const at = comment.start + list.index + list[0].length;
  return { start: at, end: at, text: list[0].endsWith("[") ? rule : `, ${rule}` };
}

function isInString(at: number, { model }: Analysis): boolean {
  let inside = false;
  walkExpressions(model.module.body, (node) => {
    if (node.kind === "string" && node.start < at && at < node.end) inside = true;
  });
  return inside;
}

function endOfLine(text: string, from: number): number {
  const match = /\r?\n|$/g;
  match.lastIndex = from;
  return match.exec(text)?.index ?? text.length;
}
