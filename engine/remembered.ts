import { type FileTable, fileTable } from "./file-table.ts";

/** Works something out of an object of a file once, and remembers it as long as that is there. */
export const remembered = <Of extends object, Fact>(find: (of: Of) => Fact): ((of: Of) => Fact) =>
  rememberedIn(fileTable(), find);

/** Works something out of an object of the catalogue once: it is of no file, and is not forgotten with any. */
export const rememberedForGood = <Of extends object, Fact>(find: (of: Of) => Fact): ((of: Of) => Fact) =>
  rememberedIn({ known: new WeakMap() }, find);

function rememberedIn<Of extends object, Fact>(
  table: FileTable<Of, { readonly it: Fact }>,
  find: (of: Of) => Fact,
): (of: Of) => Fact {
  return (of) => {
    const before = table.known.get(of);
    if (before) return before.it;
    const it = find(of);
    table.known.set(of, { it });
    return it;
  };
}
