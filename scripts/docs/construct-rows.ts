import { proofsOf } from "../../engine/catalogue/evidence.ts";
import { analyze, type Category, DEFAULT_TARGET, explainFinding, isRefusal, type Parse } from "../../engine/index.ts";
import { rewrite } from "../../engine/migrate.ts";
import type { Page } from "../pages.ts";
import { CONSTRUCTS, PRELUDE } from "./constructs.ts";
import { type LookAlikes, lookAlikesOf } from "./look-alikes.ts";

/** What the engine says of one construct that the issue names. */
export interface Outcome {
  readonly code: string;
  /** Why nothing is found, where that is right. */
  readonly silent?: string;
  readonly rules: readonly string[];
  /** Code that looks like it, on the pages of these rules. */
  readonly lookAlikes: readonly LookAlikes[];
  /** What a hover says of each finding first. */
  readonly hovers: readonly string[];
  readonly verdicts: readonly string[];
  /** Why it is left to be done by hand, where it is. */
  readonly left: readonly string[];
  readonly proven: string;
}

/** The outcomes of a system's constructs, in the order they are listed. */
export const outcomesOf = (category: Category, pages: readonly Page[], parse: Parse): Outcome[] =>
  (CONSTRUCTS[category] ?? []).map(([code, silent]) => outcome(code, silent, pages, parse));

function outcome(code: string, silent: string | undefined, pages: readonly Page[], parse: Parse): Outcome {
  const source = `${PRELUDE}${code}\n`;
  const analysis = analyze(parse(source), DEFAULT_TARGET);
  const own = analysis.findings.filter(({ start }) => start >= PRELUDE.length);
  const left = rewrite(parse, source, DEFAULT_TARGET).left.map(({ reason }) => reason);
  const forms = new Set(
    own.flatMap(({ mend }) => {
      const repair = mend();
      return isRefusal(repair) ? [] : repair.forms;
    }),
  );
  const proven = [...forms].filter((form) => proofsOf(form).length).length;
  const rules = [...new Set(own.map(({ rule }) => rule))];
  return {
    code,
    silent,
    rules,
    lookAlikes: rules.map((rule) => lookAlikesOf(rule, pages, parse)),
    hovers: own.map((finding) => explainFinding(finding, analysis)),
    verdicts: [...new Set(own.map(({ verdict }) => verdict))],
    left: [...new Set(left)],
    proven: forms.size ? `${proven} of ${forms.size}` : "no repair to prove",
  };
}

const HEADS = ["As it is written", "Found by", "Look-alikes silent", "Hover", "Verdict", "Fixed", "Forms proven"];

/** The cells of a construct's row, none of them empty. */
export function cellsOf({ code, silent, rules, lookAlikes, hovers, verdicts, left, proven }: Outcome): string[] {
  if (!rules.length)
    return [
      codeCell(code),
      "nothing",
      "it is silent",
      "nothing to explain",
      "same",
      silent ?? "",
      "no repair to prove",
    ];
  return [
    codeCell(code),
    rules.map((rule) => `[\`${rule}\`](rules/${rule}.md)`).join(", "),
    lookAlikes.map(({ silent, all }) => `${silent} of ${all}`).join(", "),
    hovers.every((hover) => hover.includes("Rule `")) ? `yes, ${hovers.length}` : "",
    verdicts.join(", "),
    left.length ? `by hand: ${escaped(left.join(" "))}` : "yes",
    proven,
  ];
}

/** The table of a system's constructs; empty where none are listed. */
export function constructTable(category: Category, pages: readonly Page[], parse: Parse): string[] {
  const rows = outcomesOf(category, pages, parse).map(cellsOf);
  return rows.length ? [HEADS, HEADS.map(() => "---"), ...rows].map(rowOf).concat("") : [];
}

const rowOf = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const escaped = (text: string): string => text.replaceAll("|", "\\|");

const codeCell = (code: string): string => `\`${escaped(code.replaceAll("\n", " ⏎ ").replaceAll("    ", ""))}\``;
