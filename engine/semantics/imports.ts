import { torchNameKind } from "../catalogue/signatures.ts";
import type { ImportFrom } from "../syntax/nodes.ts";
import type { Event } from "./events.ts";
import type { Found } from "./found.ts";
import { isTorchName } from "./frameworks.ts";
import type { Typed } from "./kinds.ts";
import { importedName } from "./names.ts";

/** What the imports of a file bring that are no framework's, and the names that star imports bring. */
export class Imports {
  private readonly found: Found;
  private readonly note: (event: Event) => void;
  /** What star imports bring, by name, the last import first: the last one that brings a name counts. */
  private readonly stars: ((name: string) => Typed | undefined)[] = [];

  constructor(found: Found, note: (event: Event) => void) {
    this.found = found;
    this.note = note;
  }

  /** How many star imports there have been. */
  get starCount(): number {
    return this.stars.length;
  }

  /** `from module import name`; undefined where nothing is known of it. */
  from({ module, level }: ImportFrom, name: string): Typed | undefined {
    const typed = this.found.outside?.module(module, level)?.member(name);
    this.note({ is: "import", module, level, name, typed });
    return typed ?? (level > 0 ? undefined : importedName(`${module}.${name}`));
  }

  /** `import module`; undefined where nothing is known of it. */
  module(module: string): Typed | undefined {
    const typed = this.found.outside?.module(module, 0)?.typed;
    this.note({ is: "import", module, level: 0, typed });
    return typed;
  }

  /** `from module import *` */
  star({ module, level }: ImportFrom): void {
    const outside = level === 0 && isTorchName(module) ? undefined : this.found.outside?.module(module, level);
    this.note({ is: "import", module, level, typed: outside?.typed });
    if (outside) this.stars.unshift((name) => outside.exported(name));
    else if (level === 0) this.stars.unshift((name) => this.ofTorch(module, name));
    // Most modules have none, and look every name up that is Python's own.
    if (this.stars.length) this.found.memory.globals.fallback = (name) => this.byStar(name);
  }

  private byStar(name: string): Typed | undefined {
    for (const star of this.stars) {
      const typed = star(name);
      if (typed) return typed;
    }
    return undefined;
  }

  private ofTorch(module: string, name: string): Typed | undefined {
    const qualified = `${module}.${name}`;
    if (!/^torch(\.|$)/.test(module) || !torchNameKind(qualified)) return undefined;
    return this.found.memory.intern(`${name} of ${module}`, importedName(qualified));
  }
}
