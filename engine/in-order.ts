/** Says which of two comes first: it is negative where that is the first. */
type Compare<T> = (a: T, b: T) => number;

/** Puts a list in order of which most is in order already. */
export function order<T>(list: T[], compare: Compare<T>): T[] {
  for (let i = 1; i < list.length; i++) {
    const one = list[i];
    let at = i;
    for (; at > 0 && compare(list[at - 1], one) > 0; at--) list[at] = list[at - 1];
    list[at] = one;
  }
  return list;
}

/** Two lists in order as one; of what is equal, the first list's come first. */
export function merge<T>(some: readonly T[], others: readonly T[], compare: Compare<T>): T[] {
  const all: T[] = [];
  let next = 0;
  for (const one of some) {
    while (next < others.length && compare(others[next], one) < 0) all.push(others[next++]);
    all.push(one);
  }
  while (next < others.length) all.push(others[next++]);
  return all;
}
