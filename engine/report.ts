import type { Analysis } from "./analyze.ts";
import type { Finding, Verdict } from "./finding.ts";
import { type NotFollowed, notFollowedIn } from "./report/not-followed.ts";
import { judgeOf } from "./report/verdicts.ts";
import { chainStart, writtenName } from "./report/written.ts";
import { isTorchName } from "./semantics/frameworks.ts";
import type { Ground } from "./semantics/kinds.ts";
import type { Reference, Use } from "./semantics/reference.ts";

/** A place where a file names something of torch, with what becomes of it. */
export interface ReportedReference {
  /** Where its dotted chain starts. */
  readonly start: number;
  /** Qualified as the file's imports say it; of a value's member, the class that torch documents it under. */
  readonly name: string;
  /** What the catalogue calls it, where that is another name. */
  readonly canonical?: string;
  readonly use: Use;
  readonly ground: Ground;
  readonly verdict: Verdict;
  /** The rule that answers for the name; absent where the catalogue does not hold it yet. */
  readonly rule?: string;
  /** What is found there; absent where nothing has to be done. */
  readonly finding?: Finding;
}

export interface FileReport {
  /** In order of their place. */
  readonly references: readonly ReportedReference[];
  /** Where names are made at run time, which nothing here follows. */
  readonly notFollowed: readonly NotFollowed[];
}

/** Every use of a torch name in a file; imports are none. */
export function reportOf(analysis: Analysis): FileReport {
  const judge = judgeOf(analysis);
  const seen = new Set<string>();
  const references = analysis.model.references.flatMap((reference) => {
    if (!isTorchName(reference.name) || isImplied(reference)) return [];
    const reported = { ...named(reference, analysis), ...judge(reference) };
    const key = `${reported.start} ${reference.node.end} ${reported.name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [reported];
  });
  references.sort((a, b) => a.start - b.start);
  return { references, notFollowed: notFollowedIn(analysis) };
}

/** What Python does with a tensor in an f-string, or where `+=` changes it, is written nowhere. */
function isImplied({ name, node }: Reference): boolean {
  const method = /\.(__(?:format|i\w+)__)$/.exec(name)?.[1];
  return method !== undefined && !(node.kind === "attribute" && node.name === method);
}

function named(reference: Reference, { model, text }: Analysis) {
  const { node, use, ground, name: canonical } = reference;
  const name = writtenName(reference, model) ?? canonical;
  const start = chainStart(node, text);
  return name === canonical ? { start, name, use, ground } : { start, name, canonical, use, ground };
}
