import type { Finding } from "#engine";
import { colours } from "../terminal.ts";

/** What is counted of a finding. */
export type Counted = Pick<Finding, "rule" | "category">;

/** Counts per rule, and per system of the migration guide. */
export function statistics(findings: readonly Counted[]): string {
  return [
    table(
      "Rule",
      findings.map((finding) => finding.rule),
    ),
    table(
      "System",
      findings.map((finding) => finding.category),
    ),
  ].join("\n\n");
}

function table(heading: string, names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rows = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const digits = Math.max(5, ...rows.map(([, count]) => String(count).length));
  return [
    `${"count".padStart(digits)}  ${heading.toLowerCase()}`,
    ...rows.map(([name, n]) => `${String(n).padStart(digits)}  ${name}`),
  ]
    .map((line, index) => (index === 0 ? colours.dim(line) : line))
    .join("\n");
}
