import { mappingSources, type Source } from "./mapping-cases.ts";

/** Everything that is to be proven: the examples of the mappings and of the rules' pages. */
export const allSources = (): Source[] => [...mappingSources()];
