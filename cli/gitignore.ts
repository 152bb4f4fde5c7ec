import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

interface Layer {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** What git ignores in a folder: by its own patterns and those of the folders above it, the nearest first. */
export class IgnoreRules {
  readonly #layers: readonly Layer[];

  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** The rules for what is inside a folder, its own .gitignore included. */
  in(folder: string): IgnoreRules {
    const own = layerOf(folder, join(folder, ".gitignore"));
    return own ? new IgnoreRules([own, ...this.#layers]) : this;
  }

  /** Whether an entry of that folder, by its absolute path, is ignored. */
  ignores(path: string, kind: "file" | "folder"): boolean {
    for (const { folder, patterns } of this.#layers) {
      const name = relative(folder, path).split(sep).join("/");
      const { ignored, unignored } = patterns.test(kind === "folder" ? `${name}/` : name);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

/** The rules that the folders above have, up to the repository's root. A folder that is asked for by name is not ignored. */
export function rulesAbove(folder: string): IgnoreRules {
  const layers: Layer[] = [];
  let at = folder;
  while (!existsSync(join(at, ".git"))) {
    const parent = dirname(at);
    if (parent === at) return new IgnoreRules([]);
    at = parent;
    const layer = layerOf(at, join(at, ".gitignore"));
    if (layer) layers.push(layer);
  }
  const excludes = layerOf(at, join(at, ".git", "info", "exclude"));
  if (excludes) layers.push(excludes);
  const isOfUse = (layer: Layer) => layer.folder === folder || !new IgnoreRules([layer]).ignores(folder, "folder");
  return new IgnoreRules(layers.filter(isOfUse));
}

function layerOf(folder: string, file: string): Layer | undefined {
  try {
    return { folder, patterns: ignore().add(readFileSync(file, "utf8")) };
  } catch {
    return undefined; // there is none, or git could not read it either
  }
}
