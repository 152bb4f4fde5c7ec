import { analyze, DEFAULT_TARGET, type Parse } from "../../engine/index.ts";
import { casesOf, type Page } from "../pages.ts";

/** The examples of a page in which its rule must find nothing, and in how many it does. */
export interface LookAlikes {
  readonly silent: number;
  readonly all: number;
}

const known = new WeakMap<readonly Page[], Map<string, LookAlikes>>();

/** Code that looks like what a rule finds, as its page has it, worked out once for each rule. */
export function lookAlikesOf(rule: string, pages: readonly Page[], parse: Parse): LookAlikes {
  const counted = known.get(pages) ?? new Map<string, LookAlikes>();
  known.set(pages, counted);
  const found = counted.get(rule) ?? count(rule, pages, parse);
  counted.set(rule, found);
  return found;
}

function count(rule: string, pages: readonly Page[], parse: Parse): LookAlikes {
  const page = pages.find((one) => one.rule === rule);
  const examples = page?.examples.filter(({ attributes }) => attributes.silent) ?? [];
  const cases = examples.flatMap((example) => casesOf(page!, example));
  const isSilent = (source: string) =>
    !analyze(parse(source), DEFAULT_TARGET).findings.some((finding) => finding.rule === rule);
  return { silent: cases.filter(({ source }) => isSilent(source)).length, all: cases.length };
}
