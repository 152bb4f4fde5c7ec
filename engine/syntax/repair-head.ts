import { matchAt } from "./sticky.ts";

const keyword = /(?:async\s+)?(?:def|class|if|elif|else|for|while|with|try|except|finally)\b/y;

/** Whether the head of a compound statement begins at an offset. */
export function isHead(text: string, offset: number): boolean {
  return matchAt(keyword, text, offset) !== undefined;
}

const definition = /(?:async\s+)?def\b/y;

/** Whether the head of a function begins at an offset. */
export function isFunctionHead(text: string, offset: number): boolean {
  return matchAt(definition, text, offset) !== undefined;
}

const choice = /(?:match|case)\b(?!\s*[=:,.)])/y;

/** Whether the head of a choice, or of one of its cases, begins at an offset. */
export function isCase(text: string, offset: number): boolean {
  return matchAt(choice, text, offset) !== undefined;
}

const named = /(?!(?:match|case)\b)\w+\(/y;

/** Whether a name with a parenthesis stands at an offset. */
export function isNamedHead(text: string, offset: number): boolean {
  return matchAt(named, text, offset) !== undefined;
}

/** Whether a head is nothing but its keyword. */
export function isKeyword(head: string): boolean {
  return /^(?:if|elif|else|while|for)$/.test(head);
}

/** What a head lacks behind its last character, its colon included. */
export function restOfHead(head: string): string {
  if (/^(?:async\s+)?def$/.test(head)) return " _():";
  if (/^(?:async\s+)?def\s+\w+$/.test(head)) return "():";
  if (/^(?:async\s+)?for$/.test(head)) return " _ in _:";
  if (/^(?:async\s+)?for\b(?![\s\S]*\bin\b)/.test(head)) return " in _:";
  return /^(?:class|if|elif|while|(?:async\s+)?with)$/.test(head) ? " _:" : ":";
}

/** What a loop lacks between its first word and its colon, and where. */
export function restOfLoop(head: string): { at: number; text: string } | undefined {
  const first = /^(?:async\s+)?for(?=\s)/.exec(head)?.[0];
  if (first === undefined || /\bin\b/.test(head) || /^\s*:/.test(head.slice(first.length))) return undefined;
  return head.includes("(") ? { at: first.length, text: " _ in" } : { at: head.length - 1, text: " in _" };
}

/** Where a loop's target ends, and how many of its brackets are open there; none in other heads. */
export function loopTarget(head: string): { end: number; open: number } {
  const target = /^(?:async\s+)?for\b[^\n]*?(?=\s+in\b)/.exec(head)?.[0] ?? "";
  const count = (brackets: RegExp) => target.match(brackets)?.length ?? 0;
  return { end: target.length, open: Math.max(0, count(/[([{]/g) - count(/[)\]}]/g)) };
}

/** Where in a head the parenthesis of its parameters would open, 0 if it has one or needs none. */
export function openingPlace(head: string): number {
  const name = /^(?:async\s+)?(?:def|class)\s+\w+/.exec(head)?.[0] ?? "";
  return head.includes("(") ? 0 : name.length;
}
