import { type Analysis, type Finding, type Grammar, LineIndex, suppressionsOf } from "#engine";
import { complaintOf } from "#server/settings/names.ts";
import { isShown, type Show } from "#server/settings/settings.ts";
import { type Input, Inputs } from "./inputs.ts";
import { type Grade, gradesOf } from "./report/grades.ts";
import { type Entry, jsonEntries } from "./report/json.ts";
import { type Counted, statistics } from "./report/statistics.ts";
import { textReport } from "./report/text.ts";
import type { Options } from "./settings.ts";
import { counted, print, shortPath } from "./terminal.ts";

export interface CheckOptions extends Options {
  outputFormat: "text" | "json";
  show: Show;
  statistics?: boolean;
  exitZero?: boolean;
}

/** Prints what must change; the exit status says whether anything must: 0 no, 1 yes, 2 not everything could be read. */
export function check(grammar: Grammar, paths: readonly string[], options: CheckOptions): number {
  const inputs = new Inputs(grammar, options);
  const report = options.outputFormat === "json" ? new JsonReport() : new TextReport(inputs, options);
  for (const input of inputs.read(paths))
    inputs.attempt(input.path, () => {
      if (!input.source) return;
      const analysis = inputs.analyze(input, input.source.text);
      warnOfNames(input.path, analysis);
      const findings = analysis.findings.filter((finding) => isShown(finding, options.show));
      if (findings.length) report.add(input, analysis, findings);
    });
  report.end();
  if (inputs.failed) return 2;
  return report.count && !options.exitZero ? 1 : 0;
}

/** A comment that silences what is no rule silences nothing, which is said and no failure. */
function warnOfNames(path: string, { text, model }: Analysis): void {
  for (const { name, start } of suppressionsOf(text, model.module).names) {
    const wrong = complaintOf(name);
    if (wrong === undefined) continue;
    process.stderr.write(`${path}:${new LineIndex(text).position(start).line + 1}: ${wrong}\n`);
  }
}

/** Hints are shown on request and do not count. */
const isCounted = (finding: Finding): boolean => finding.severity !== "hint";

class TextReport {
  readonly #inputs: Inputs;
  readonly #statistics: boolean;
  /** Not the findings themselves: each holds all that is known of its file. */
  readonly #counted: Counted[] = [];
  readonly #grades: Record<Grade, number> = { safe: 0, unsafe: 0, manual: 0 };
  #files = 0;

  constructor(inputs: Inputs, options: CheckOptions) {
    this.#inputs = inputs;
    this.#statistics = options.statistics === true;
  }

  get count(): number {
    return this.#counted.length;
  }

  add(input: Input, analysis: Analysis, findings: readonly Finding[]): void {
    const counting = findings.filter(isCounted);
    const gradeOf = gradesOf(analysis);
    const report = textReport(shortPath(input.path), analysis, findings);
    for (const finding of counting) this.#grades[gradeOf(finding)]++;
    for (const { rule, category } of counting) this.#counted.push({ rule, category });
    if (counting.length) this.#files++;
    print(`${report}\n`);
  }

  end(): void {
    if (this.#statistics && this.count) print(`${statistics(this.#counted)}\n`);
    const found = `Found ${this.count} in ${counted(this.#files, "file")}: ${this.#todo()}.`;
    print(this.count ? found : `Nothing to do${this.#inputs.scope}.`);
  }

  #todo(): string {
    const { safe, unsafe, manual } = this.#grades;
    const parts = [`${safe} can be fixed (torch2ms fix)`];
    if (unsafe) parts.push(`${unsafe} more with --unsafe-fixes`);
    if (manual) parts.push(`${manual} by hand`);
    return parts.join(", ");
  }
}

class JsonReport {
  readonly #entries: Entry[] = [];
  count = 0;

  add(input: Input, analysis: Analysis, findings: readonly Finding[]): void {
    for (const entry of jsonEntries(shortPath(input.path), analysis, findings, input.parse, input.selection))
      this.#entries.push(entry);
    this.count += findings.filter(isCounted).length;
  }

  end(): void {
    print(JSON.stringify(this.#entries, undefined, 2));
  }
}
