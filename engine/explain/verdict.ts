import { formsOf, isProven } from "../catalogue/evidence.ts";
import type { Mapping } from "../catalogue/mapping.ts";
import { mappingOf } from "../catalogue/mappings.ts";
import { REASONS } from "../catalogue/reasons.ts";
import { mindsporeHas } from "../catalogue/signatures.ts";
import type { Category, Verdict } from "../finding.ts";
import { ownerOf } from "../rules/index.ts";
import type { Target } from "../target.ts";
import { alignments, differing } from "./differences.ts";

/** How sure a verdict is: run in both frameworks, read from signatures, or told in words. */
export type Grade = "proven" | "signatures" | "words";

/** What the rules of a category do to the names they own; the others adapt them. */
const BY_CATEGORY: Partial<Record<Category, Verdict>> = {
  device: "needless",
  module: "restructured",
  optimizer: "restructured",
  gradient: "restructured",
  autodiff: "restructured",
};

/** What becomes of a torch name for a target. */
export function verdictOf(name: string, target: Target): Verdict {
  const mapping = mappingOf(name);
  const rule = ownerOf(name);
  if (!rule) return "unknown";
  if (rule.name !== "mapped-api" || !mapping) return BY_CATEGORY[rule.category] ?? "adapted";
  if (mapping.keeps) return "same";
  if (mapping.definition || mapping.says) return "adapted";
  if (!mapping.to) return REASONS[mapping.reason ?? "no-counterpart"].verdict;
  if (!mindsporeHas(mapping.to, target.mindspore)) return "manual";
  return ofCounterpart(name, { ...mapping, to: mapping.to }, target);
}

function ofCounterpart(name: string, mapping: Mapping & { to: string }, target: Target): Verdict {
  const pairs = alignments(name, mapping.to, mapping, target);
  const isCarried = !pairs.length || pairs.some((rows) => !differing(rows));
  if (mapping.packs || mapping.effect === "silent" || !isCarried) return "adapted";
  return /^mindspore\.(Tensor|nn\.Cell)\./.test(mapping.to) && last(name) === last(mapping.to) ? "same" : "renamed";
}

const last = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

/** How sure the verdict of a name is for a target. */
export function gradeOf(name: string, target: Target): Grade {
  if (formsOf(name).some((form) => isProven(form, target))) return "proven";
  const to = mappingOf(name)?.to ?? ownerOf(name)?.counterpart?.(name, target);
  return to && mindsporeHas(to, target.mindspore) ? "signatures" : "words";
}
