import type { FileModel } from "./semantics/model.ts";

/** Spells qualified MindSpore names as this file can say them now. */
export interface Names {
  /**
   * `mindspore.nn.Dropout` → `nn.Dropout` where `nn` is mindspore.nn in this file, else `ms.nn.Dropout`.
   * The import that this needs is added when the repair is applied. A name without dots is the file's own.
   */
  spell(qualified: string): string;
  /** Equal for two versions of a file that spell all names alike. */
  readonly key: string;
}

/** The names of a file, from what its own scope binds. */
export function namesOf(model: FileModel): Names {
  const modules: [name: string, module: string][] = [];
  for (const [name, typed] of model.globals)
    if (typed?.kind.is === "module" && isMindSpore(typed.kind.name)) modules.push([name, typed.kind.name]);
  modules.sort((a, b) => b[1].length - a[1].length);
  const root = rootAlias(model);
  return {
    key: `${root} ${modules.join(" ")}`,
    spell(qualified) {
      if (!qualified.includes(".")) return qualified;
      for (const [name, module] of modules)
        if (qualified.startsWith(`${module}.`)) return name + qualified.slice(module.length);
      return `${root}${qualified.slice("mindspore".length)}`;
    },
  };
}

/** The alias under which `import mindspore` is added: `ms`, unless that name is taken. */
export function rootAlias(model: FileModel): string {
  const bound = model.globals.get("ms");
  const free = !model.globals.has("ms") || (bound?.kind.is === "module" && bound.kind.name === "mindspore");
  return free ? "ms" : "mindspore";
}

/** Whether the file binds the root of MindSpore already, so that spelled names need no import. */
export const bindsMindSpore = (model: FileModel): boolean =>
  [...model.globals.values()].some((typed) => typed?.kind.is === "module" && typed.kind.name === "mindspore");

const isMindSpore = (name: string): boolean => name === "mindspore" || name.startsWith("mindspore.");
