import type { ImportFrom } from "../syntax/nodes.ts";
import type { Environment } from "./environment.ts";
import type { Event } from "./events.ts";
import type { Found } from "./found.ts";
import { frameworkOf } from "./frameworks.ts";
import type { Typed } from "./kinds.ts";
import { importedName } from "./names.ts";
import type { OutsideModule } from "./outside.ts";
import { broughtByStars, type Star } from "./stars.ts";

/** What the imports of a file bring that are no framework's, and the names that star imports bring. */
export class Imports {
  private readonly found: Found;
  private readonly note: (event: Event) => void;
  /** In order. */
  private readonly stars: Star[] = [];

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

  /** `from module import *`: it binds names anew that were bound before, and those that nothing else binds. */
  star({ module, level }: ImportFrom, env: Environment): void {
    const star = { module, level };
    this.note({ is: "import", module, level, typed: this.outside(star)?.typed });
    this.stars.push(star);
    const { globals } = this.found.memory;
    for (const name of [...globals.names.keys()]) {
      const typed = this.broughtBy([star], name);
      if (typed) env.set(name, typed);
    }
    // Most modules have none, and look every name up that is Python's own.
    globals.fallback = (name) => this.broughtBy(this.stars, name);
  }

  private broughtBy(stars: readonly Star[], name: string): Typed | undefined {
    const typed = broughtByStars(stars, name, importedName, (star) => this.outside(star)?.exported);
    return typed && this.found.memory.intern(`${name} by a star`, typed);
  }

  private outside({ module, level }: Star): OutsideModule | undefined {
    return level === 0 && frameworkOf(module) ? undefined : this.found.outside?.module(module, level);
  }
}
