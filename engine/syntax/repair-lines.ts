import { matchAt } from "./sticky.ts";

const words =
  "def|class|return|raise|import|with|while|try|except|finally|elif|assert|del|global|nonlocal|pass|break|continue";
const keyword = String.raw`(?:${words})\b(?!\s*=[^=])|@\w|from\s+[.\w]+\s+import\b`;
const head = String.raw`(?:if|for|else|async)\b[^\n]*:[ \t]*(?:#[^\n]*)?\r?(?:\n|$)`;
const assignment = String.raw`\w+(?:\.\w+)+[ \t]*(?:[-+*/%@&|^]|//|\*\*)?=(?!=)`;
/** What no line inside brackets begins with: where one does, a bracket above it was left open. */
const statementLine = new RegExp(String.raw`[ \t]*(?:${keyword}|${head}|${assignment})`, "y");
/** A line that can only be a statement, by its first word. */
export const keywordLine = new RegExp(String.raw`[ \t]*(?:${keyword}|${head})`, "y");
/** Lines without code. */
export const blankLines = /(?:[ \t]*(?:#[^\n]*)?\r?\n)*/y;
/** How a docstring begins. */
export const documentation = /[ \t]*[rRuU]?(?:"""|''')/y;
/** A line. */
export const anyLine = /[^\n]+/y;
/** A line in which a head may end. */
export const headEnd = /[^\n]*:[ \t]*(?:#[^\n]*)?(?=\r?(?:\n|$))/y;
/** How a line begins that is no parameter: a call, an attribute, an element. */
export const noParameter = /[ \t]*\w+[ \t]*[.([]/y;
/** How a line begins that may go on inside brackets wherever it stands. */
export const continuation = /[ \t]*(?:[)\]},.+\-*/%&|^<>=#]|\r?\n|$)/y;

/** How a line begins if it can only be a statement: a head that may also go on inside brackets, with its own balanced. */
export function statementAt(text: string, line: number): string | undefined {
  const found = matchAt(statementLine, text, line);
  const isBalanced = found?.match(/[([{]/g)?.length === found?.match(/[)\]}]/g)?.length;
  return isBalanced ? found : undefined;
}

const indentation = /[ \t]*/y;

/** The spaces with which a line begins. */
export const spacesAt = (text: string, line: number): string => matchAt(indentation, text, line)!;

/** The spaces at which the line of an offset begins. */
export const indentationAt = (text: string, offset: number): string =>
  spacesAt(text, text.lastIndexOf("\n", offset - 1) + 1);

const marker = /(?:<{7}|>{7}|\|{7}|={7})(?![^\s])[^\n]*/y;

/** A line by which a merge marks what it could not decide. */
export const markerAt = (text: string, line: number): string | undefined =>
  line === 0 || text[line - 1] === "\n" ? matchAt(marker, text, line) : undefined;
