import { mentionsFramework } from "../semantics/frameworks.ts";
import type { Files } from "./files.ts";
import { importLines } from "./import-lines.ts";
import type { Modules } from "./modules.ts";

/** Tells which files may have to do with torch or MindSpore: those that name one, and those that import such a file. */
export class Concerns {
  private readonly files: Files;
  private readonly modules: Modules;
  private readonly known = new Map<string, boolean>();

  constructor(files: Files, modules: Modules) {
    this.files = files;
    this.modules = modules;
  }

  has(path: string): boolean {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const reached = new Set([path]);
    let found = false;
    for (const at of reached) {
      const text = this.files.text(at) ?? "";
      found = this.known.get(at) ?? mentionsFramework(text);
      if (found) break;
      for (const next of this.importedBy(at, text)) if (this.known.get(next) !== false) reached.add(next);
    }
    if (found) this.known.set(path, true);
    else for (const at of reached) this.known.set(at, false);
    return found;
  }

  private *importedBy(path: string, text: string): Iterable<string> {
    for (const { module, level, names } of importLines(text)) {
      const place = this.modules.resolve(path, module, level);
      if (!place) continue;
      if (place.is !== "namespace") yield place.path;
      for (const { name } of names) {
        const child = this.modules.child(place, name);
        if (child && child.is !== "namespace") yield child.path;
      }
    }
  }
}
