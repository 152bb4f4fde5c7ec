/** What an owner's name and that of a member lead to, worked out once for each: the two joined would be read letter by letter each time. */
export function byNames<Value>(work: (owner: string, name: string) => Value): (owner: string, name: string) => Value {
  const known = new Map<string, Map<string, Value>>();
  return (owner, name) => {
    let members = known.get(owner);
    if (!members) {
      members = new Map();
      known.set(owner, members);
    }
    let found = members.get(name);
    if (found === undefined) {
      found = work(owner, name);
      members.set(name, found);
    }
    return found;
  };
}
