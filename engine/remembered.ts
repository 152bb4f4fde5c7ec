import { fileTable } from "./file-table.ts";

/** Works something out of an object once, and remembers it as long as that is there. */
export function remembered<Of extends object, Fact>(find: (of: Of) => Fact): (of: Of) => Fact {
  const table = fileTable<Of, { readonly it: Fact }>();
  return (of) => {
    const before = table.known.get(of);
    if (before) return before.it;
    const it = find(of);
    table.known.set(of, { it });
    return it;
  };
}
