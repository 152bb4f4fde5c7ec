/** Works something out of an object once, and remembers it as long as that is there. */
export function remembered<Of extends object, Fact>(find: (of: Of) => Fact): (of: Of) => Fact {
  const known = new WeakMap<Of, { readonly it: Fact }>();
  return (of) => {
    const before = known.get(of);
    if (before) return before.it;
    const it = find(of);
    known.set(of, { it });
    return it;
  };
}
