import type { Finding } from "./finding.ts";
import type { Module } from "./syntax/nodes.ts";

/** What `# torch2ms: ignore[rule]` comments of a file silence. */
export interface Suppressions {
  /** Whether a finding is silenced on one of the lines that it covers, by its rule's name or its category. */
  silences(finding: Finding): boolean;
  /** What they list, each with where its comment starts; it need not be the name of a rule. */
  readonly names: readonly { readonly name: string; readonly start: number }[];
}

/** A list may lack its end, since it is being typed. */
const DIRECTIVE = /#\s*torch2ms:\s*(ignore-file|ignore)(?![\w-])(?:\s*\[([^\]]*))?/;

interface Directive {
  readonly start: number;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly wholeFile: boolean;
  /** Rules and categories; absent: every rule. */
  readonly rules?: readonly string[];
}

/** Reads the directives: at the end of a line they are for that line, alone on a line for the next one. */
export function suppressionsOf(text: string, module: Module): Suppressions {
  const directives = module.comments.flatMap((comment) => {
    const match = DIRECTIVE.exec(text.slice(comment.start, comment.end));
    return match ? [directive(text, comment.start, match)] : [];
  });
  return {
    names: directives.flatMap(({ start, rules = [] }) => rules.map((name) => ({ name, start }))),
    silences: directives.length ? (finding) => directives.some((one) => isAbout(one, finding)) : () => false,
  };
}

const isAbout = (
  { wholeFile, lineStart, lineEnd, rules }: Directive,
  { start, end, rule, category }: Finding,
): boolean =>
  (wholeFile || (start < lineEnd && end > lineStart)) &&
  (rules === undefined || rules.includes(rule) || rules.includes(category));

function directive(text: string, start: number, match: RegExpExecArray): Directive {
  let lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const alone = /^\s*$/.test(text.slice(lineStart, start));
  let lineEnd = endOfLine(text, start);
  if (alone && match[1] === "ignore") [lineStart, lineEnd] = [lineEnd + 1, endOfLine(text, lineEnd + 1)];
  const rules = match[2]
    ?.split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  return { start, lineStart, lineEnd, wholeFile: match[1] === "ignore-file", rules };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
