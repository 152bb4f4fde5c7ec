import { fileTable } from "./file-table.ts";
import type { FileModel } from "./semantics/model.ts";

/** A fact about a whole file that is worked out once for each version; whoever asks for it has seen the file. */
export function perFile<Of extends { readonly model: FileModel }, Fact>(find: (of: Of) => Fact): (of: Of) => Fact {
  const table = fileTable<FileModel, { readonly module: object; readonly fact: Fact }>();
  return (of) => {
    const { model } = of;
    const { module } = model;
    const before = table.known.get(model);
    if (before) return before.fact;
    const fact = find(of);
    table.known.set(model, { module, fact });
    return fact;
  };
}
