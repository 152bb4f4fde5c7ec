import { fileTable } from "./file-table.ts";
import { SeenModel } from "./seen-model.ts";
import type { FileModel } from "./semantics/model.ts";

/**
 * A fact about a whole file that is worked out once for each version; what rests on it holds in another version where the fact
 * is the same there.
 */
export function perFile<Of extends { readonly model: FileModel }, Fact>(find: (of: Of) => Fact): (of: Of) => Fact {
  const table = fileTable<FileModel, { readonly fact: Fact }>();
  const workOut = (of: Of): { readonly fact: Fact } => {
    const { model } = of;
    const known = { fact: model instanceof SeenModel ? model.unnoted(() => find(of)) : find(of) };
    table.known.set(model, known);
    return known;
  };
  const factOf = (of: Of): Fact => {
    const { model } = of;
    const { fact } = table.known.get(model) ?? workOut(of);
    // Whatever it is of, a context has it.
    if (model instanceof SeenModel) model.asked?.facts.set(factOf, (now) => factOf(now as unknown as Of) === fact);
    return fact;
  };
  return factOf;
}
