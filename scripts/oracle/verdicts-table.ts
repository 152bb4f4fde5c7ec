import { basename } from "node:path";
import type { Answer, Judged } from "./verdicts.ts";

/** Shares of one package, or of all of them with the same weight each. */
export interface Shares {
  readonly references: number;
  /** Of all references, those that something is said about. */
  readonly answered: number;
  /** Of those that must change, those with a repair, and those whose repair is proven. */
  readonly repaired: number;
  readonly proven: number;
}

/** What shares of a package's references are answered, repaired and proven. */
export function sharesOf(judged: readonly Judged[]): Shares {
  const count = (...answers: Answer[]) => judged.filter(({ answer }) => answers.includes(answer)).length;
  const changing = count("proven", "unproven", "by hand");
  return {
    references: judged.length,
    answered: 1 - count("unknown") / judged.length,
    repaired: count("proven", "unproven") / changing,
    proven: count("proven") / changing,
  };
}

/** The mean over packages, each weighing the same. */
export function meanOf(all: readonly Shares[]): Shares {
  const mean = (of: (shares: Shares) => number) => all.reduce((sum, shares) => sum + of(shares), 0) / all.length;
  return {
    references: all.reduce((sum, { references }) => sum + references, 0),
    answered: mean(({ answered }) => answered),
    repaired: mean(({ repaired }) => repaired),
    proven: mean(({ proven }) => proven),
  };
}

export const HEADING = `| package | references | answered | repaired | proven |\n|${" --- |".repeat(5)}`;

/** "| monai 1.6.1 | 14,218 | 99.90 % | 88.10 % | 70.00 % |" */
export function rowOf(name: string, { references, answered, repaired, proven }: Shares): string {
  const shares = [answered, repaired, proven].map((share) => `${(100 * share).toFixed(2)} %`);
  return `| ${[name.replace("==", " "), references.toLocaleString("en"), ...shares].join(" | ")} |`;
}

/** What is answered one way, by name: the share of all uses, packages weighing the same; how often, why and where for one. */
export function listOf(answer: Answer, packages: readonly (readonly Judged[])[], most: number): string {
  const groups = new Map<string, { weight: number; uses: Judged[] }>();
  for (const judged of packages) {
    const chosen = answer === "unknown" ? judged : judged.filter((one) => !/unknown|stays/.test(one.answer));
    for (const one of judged.filter((candidate) => candidate.answer === answer)) {
      const key = `${one.name}  ${one.why}`;
      const group = groups.get(key) ?? { weight: 0, uses: [] };
      group.weight += 1 / chosen.length / packages.length;
      group.uses.push(one);
      groups.set(key, group);
    }
  }
  const rows = [...groups].sort((a, b) => b[1].weight - a[1].weight).slice(0, most);
  const lines = rows.map(([key, { weight, uses }]) => {
    const [{ path, line }] = uses;
    return `${(100 * weight).toFixed(3)} %  ${String(uses.length).padStart(5)}  ${key}  (${basename(path)}:${line})`;
  });
  return [`${answer}:`, ...lines].join("\n");
}
