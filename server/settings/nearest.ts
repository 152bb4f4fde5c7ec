/** Those candidates that a mistyped name most likely meant, best first, at most three. */
export function nearest(name: string, candidates: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(2, Math.floor(name.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: distanceTo(candidate.toLowerCase(), wanted) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** "did you mean a or b?", or nothing where no candidate is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const names = nearest(name, candidates);
  return names.length ? `; did you mean ${names.join(" or ")}?` : "";
}

/** A part of a name counts as near, however long the rest is. */
function distanceTo(candidate: string, wanted: string): number {
  return wanted.length > 3 && candidate.includes(wanted) ? 1 : editDistance(candidate, wanted);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}
