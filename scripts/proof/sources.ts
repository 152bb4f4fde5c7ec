import { pageCases } from "../pages.ts";
import { mappingSources, type Source } from "./mapping-cases.ts";

/** Everything that is to be proven: the examples of the mappings and of the rules' pages. */
export const allSources = (): Source[] => [...mappingSources(), ...pageSources()];

function pageSources(): Source[] {
  const counts = new Map<string, number>();
  return pageCases().flatMap(({ rule, title, source, twin, proof }) => {
    if (!proof) return [];
    const name = `${rule}/${title}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const { kind, inputs, options = {} } = proof;
    return [{ id: `${name}#${count}`, subject: rule, code: source, twin, kind, inputs, options }];
  });
}
