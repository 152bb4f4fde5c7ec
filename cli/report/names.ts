import type { FileReport, ReportedReference } from "#engine";
import { colours, counted } from "../terminal.ts";
import type { Places } from "./places.ts";

type Verdict = ReportedReference["verdict"];

/** In the order of the work that they make. */
const VERDICTS: readonly Verdict[] = [
  "missing",
  "manual",
  "restructured",
  "adapted",
  "renamed",
  "needless",
  "same",
  "unknown",
];

/** Sums up, for people, which torch names files use and what becomes of them. */
export class NameSummary {
  readonly #names = new Set<string>();
  readonly #verdicts: Verdict[] = [];
  #files = 0;
  #notFollowed = 0;

  /** One file: its names with how often each is used and to what verdict; empty where it uses none. */
  ofFile(path: string, { references, notFollowed }: FileReport, places: Places): string {
    if (!references.length && !notFollowed.length) return "";
    const byName = new Map<string, Verdict[]>();
    for (const { name, verdict } of references) {
      byName.set(name, [...(byName.get(name) ?? []), verdict]);
      this.#names.add(name);
      this.#verdicts.push(verdict);
    }
    this.#files++;
    this.#notFollowed += notFollowed.length;
    const widest = Math.max(...[...byName.keys()].map((name) => name.length));
    const rows = [...byName]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, verdicts]) => `  ${name.padEnd(widest)}  ${tally(verdicts)}`);
    const dynamic = notFollowed.map(({ start, what }) => `  line ${places.at(start).line}: not followed: ${what}`);
    return [`${colours.bold(path)}: ${counted(references.length, "reference")}`, ...rows, ...dynamic].join("\n");
  }

  total(): string {
    if (!this.#files) return "No torch name is used.";
    const references = `${counted(this.#verdicts.length, "reference")} to ${counted(this.#names.size, "name")}`;
    const dynamic = this.#notFollowed ? ` ${this.#notFollowed} made at run time are not followed.` : "";
    return `${references} in ${counted(this.#files, "file")}: ${tally(this.#verdicts)}.${dynamic}`;
  }
}

/** "2 adapted, 1 same" */
function tally(verdicts: readonly Verdict[]): string {
  const counts = VERDICTS.map((verdict) => [verdict, verdicts.filter((other) => other === verdict).length] as const);
  return counts.flatMap(([verdict, count]) => (count ? [`${count} ${verdict}`] : [])).join(", ");
}
