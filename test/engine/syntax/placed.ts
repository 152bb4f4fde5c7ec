/** A value in which nodes are what they say, wherever their offsets come from: of an edited file or of a fresh one. */
export function placed<T>(value: T, known = new Map<unknown, unknown>()): T {
  if (typeof value !== "object" || value === null) return value;
  if (known.has(value)) return known.get(value) as T;
  if (value instanceof Map || value instanceof Set) return placed([...value], known) as T;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([] as never) : {};
  known.set(value, copy);
  for (const [key, held] of Object.entries(value)) {
    const offset = /^(.+)At$/.exec(key)?.[1];
    if (offset && "anchor" in value) copy[offset] = (value as Record<string, unknown>)[offset];
    else if (key !== "anchor") copy[key] = placed(held, known);
  }
  return copy as T;
}
