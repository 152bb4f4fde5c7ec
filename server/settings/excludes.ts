import picomatch from "picomatch";

/** Tells which paths, relative to the folder that the patterns are written for, are left out. */
export function excluder(patterns: readonly string[]): (path: string) => boolean {
  if (!patterns.length) return () => false;
  const bare = patterns.map((pattern) => pattern.replace(/^\.\//, "").replace(/\/+$/, ""));
  const matchesPath = picomatch(bare, { dot: true });
  const matchesName = picomatch(
    bare.filter((pattern) => !pattern.includes("/")),
    { dot: true, basename: true },
  );
  return (path) => parents(path).some((part) => matchesPath(part) || matchesName(part));
}

/** `a/b/c.py` → `a`, `a/b`, `a/b/c.py`. */
function parents(path: string): string[] {
  const parts = path.split(/[\\/]/);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
