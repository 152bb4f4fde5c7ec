/** A finding that an example expects: on a line of the source without assertions, both counted from 0. */
export interface Assertion {
  readonly line: number;
  readonly column: number;
  /** The column after the last caret; absent for `# <-`, which says only where the finding begins. */
  readonly end?: number;
  readonly rule: string;
  /** A part of the finding's message. */
  readonly message: string;
}

const CARETS = /^(\s*#\s*)(\^+) ([\w-]+)(?:: (.*))?$/;
/** For findings that begin where the line's code begins, under which no caret can stand. */
const ARROW = /^\s*# <- ([\w-]+)(?:: (.*))?$/;

/** Takes the assertions out of an example's source; each is about the line of code above it. */
export function withoutAssertions(text: string): { source: string; assertions: Assertion[] } {
  const assertions: Assertion[] = [];
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    const [, indent, carets, rule, message = ""] = CARETS.exec(line) ?? [];
    const [, arrowRule, arrowMessage = ""] = ARROW.exec(line) ?? [];
    const at = lines.length - 1;
    if (carets) assertions.push({ line: at, column: indent.length, end: indent.length + carets.length, rule, message });
    else if (arrowRule)
      assertions.push({ line: at, column: lines[at].search(/\S/), rule: arrowRule, message: arrowMessage });
    else lines.push(line);
  }
  return { source: lines.join("\n"), assertions };
}
