/** Works something out of an object once, and remembers it as long as that is there. */
export function remembered<Of extends object, Fact>(find: (of: Of) => Fact): (of: Of) => Fact {
  const known = new WeakMap<Of, { readonly it: Fact }>();
  return (of) => {
    const fact = known.get(of) ?? { it: find(of) };
    known.set(of, fact);
    return fact.it;
  };
}
