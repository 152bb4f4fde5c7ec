import { proofsOf } from "../../engine/catalogue/evidence.ts";
import { analyze, type Category, DEFAULT_TARGET, isRefusal, type Parse } from "../../engine/index.ts";
import { rewrite } from "../../engine/migrate.ts";
import { CONSTRUCTS, PRELUDE } from "./constructs.ts";

/** What the engine says of one construct that the issue names. */
export interface Outcome {
  readonly code: string;
  /** Why nothing is found, where that is right. */
  readonly silent?: string;
  readonly rules: readonly string[];
  readonly verdicts: readonly string[];
  /** Why it is left to be done by hand, where it is. */
  readonly left: readonly string[];
  readonly proven: string;
}

/** The outcomes of a system's constructs, in the order they are listed. */
export const outcomesOf = (category: Category, parse: Parse): Outcome[] =>
  (CONSTRUCTS[category] ?? []).map(([code, silent]) => outcome(code, silent, parse));

function outcome(code: string, silent: string | undefined, parse: Parse): Outcome {
  const source = `${PRELUDE}${code}\n`;
  const { findings } = analyze(parse(source), DEFAULT_TARGET);
  const own = findings.filter(({ start }) => start >= PRELUDE.length);
  const left = rewrite(parse, source, DEFAULT_TARGET).left.map(({ reason }) => reason);
  const forms = new Set(
    own.flatMap(({ mend }) => {
      const repair = mend();
      return isRefusal(repair) ? [] : repair.forms;
    }),
  );
  const proven = [...forms].filter((form) => proofsOf(form).length).length;
  return {
    code,
    silent,
    rules: [...new Set(own.map(({ rule }) => rule))],
    verdicts: [...new Set(own.map(({ verdict }) => verdict))],
    left: [...new Set(left)],
    proven: forms.size ? `${proven} of ${forms.size}` : "no repair to prove",
  };
}

/** The table of a system's constructs; empty where none are listed. */
export function constructTable(category: Category, parse: Parse): string[] {
  const rows = outcomesOf(category, parse).map(({ code, silent, rules, verdicts, left, proven }) =>
    rules.length
      ? `| ${cell(code)} | ${rules.map((rule) => `\`${rule}\``).join(", ")} | ${verdicts.join(", ")} | ${left.length ? `by hand: ${escaped(left.join(" "))}` : "yes"} | ${proven} |`
      : `| ${cell(code)} | nothing | – | ${silent} | no repair to prove |`,
  );
  const head = ["| As it is written | Found by | Verdict | Fixed | Forms proven |", "| --- | --- | --- | --- | --- |"];
  return rows.length ? [...head, ...rows, ""] : [];
}

const escaped = (text: string): string => text.replaceAll("|", "\\|");

const cell = (code: string): string => `\`${escaped(code.replaceAll("\n", " ⏎ ").replaceAll("    ", ""))}\``;
