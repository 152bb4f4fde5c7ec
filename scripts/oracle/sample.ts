/** Up to `most` of some items, always the same ones for the same items and seed. */
export function sample<T>(items: readonly T[], most: number, seed: number): T[] {
  const rest = [...items];
  const taken: T[] = [];
  let state = seed;
  while (rest.length && taken.length < most) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    taken.push(...rest.splice(Math.floor((state / 2 ** 32) * rest.length), 1));
  }
  return taken;
}

/** Those of some stretches that overlap no earlier one. */
export function apart<T extends { path: string; start: number; end: number }>(places: readonly T[]): T[] {
  const kept: T[] = [];
  for (const place of places) {
    const overlaps = ({ path, start, end }: T) => path === place.path && start < place.end && place.start < end;
    if (!kept.some(overlaps)) kept.push(place);
  }
  return kept;
}
