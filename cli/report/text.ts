import { type Analysis, type Finding, singleFix } from "#engine";
import { colours, width } from "../terminal.ts";
import { Places } from "./places.ts";

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** Findings of one file as a person reads them: place, rule, message, then the line with the repair below it. */
export function textReport(path: string, analysis: Analysis, findings: readonly Finding[]): string {
  const places = new Places(analysis.text);
  return findings.map((finding) => block(path, finding, analysis, places)).join("\n");
}

function block(path: string, finding: Finding, analysis: Analysis, places: Places): string {
  const { line, column } = places.at(finding.start);
  const { text, before } = places.lineAround(finding.start);
  const gutter = " ".repeat(String(line).length);
  const bar = colours.blue("|");
  const length = Math.max(1, Math.min(finding.end - finding.start, text.length - before));
  const view = excerpt(text, before, length, width() - gutter.length - 3);
  const [indent, columns] = [blank(view.head), columnsOf(view.marked)];
  const marks = colours.yellow("^".repeat(columns));
  const note = repair(finding, analysis, width() - gutter.length - 4 - indent.length - columns);
  return [
    `${colours.bold(path)}:${line}:${column}: ${colours.cyan(finding.rule)}  ${finding.message}`,
    `${gutter} ${bar}`,
    `${colours.blue(String(line))} ${bar} ${view.head}${view.marked}${view.tail}`,
    `${gutter} ${bar} ${indent}${marks}${note && ` ${note}`}`,
    `${gutter} ${bar}`,
  ].join("\n");
}

/** The part of a line that fits, the marked piece in it. */
function excerpt(
  line: string,
  before: number,
  length: number,
  room: number,
): { head: string; marked: string; tail: string } {
  const from = before + Math.min(length, room / 2) > room ? before - Math.floor(room / 4) : 0;
  const to = Math.min(line.length, from + room);
  const end = Math.min(before + length, to);
  return {
    head: (from > 0 ? "…" : "") + line.slice(from, before),
    marked: line.slice(before, end),
    tail: line.slice(end, to) + (to < line.length ? "…" : ""),
  };
}

/** What will stand there and how far that can be trusted, or that nothing can be done automatically. */
function repair(finding: Finding, analysis: Analysis, room: number): string {
  const fix = singleFix(finding, analysis);
  if (!fix) return colours.dim("by hand");
  const { text, unsafe, evidence } = fix;
  const proven = evidence ? `, proven on ${evidence.versions[0]}` : "";
  const grade = unsafe ? `unsafe: ${unsafe}` : `safe${proven}`;
  const isHere = text !== analysis.text.slice(finding.start, finding.end);
  const isShort = isHere && text && !/[\r\n]/.test(text) && text.length + grade.length + 3 <= Math.max(room, 40);
  return isShort ? `${colours.green(text)}   ${colours.dim(grade)}` : colours.dim(grade);
}

/** Blanks as wide as a text, so that marks stand below what they mark. */
const blank = (text: string): string =>
  PLAIN.test(text)
    ? " ".repeat(text.length)
    : Array.from(text, (c) => (c === "\t" ? c : WIDE.test(c) ? "  " : " ")).join("");

const PLAIN = /^[ -~]*$/;

const columnsOf = (text: string): number => (PLAIN.test(text) ? text.length : blank(text).length);
