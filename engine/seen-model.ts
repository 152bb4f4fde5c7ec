import type { FileModel } from "./semantics/model.ts";

/** A model that knows whether more of it was looked at than the kinds of expressions. */
export class SeenModel implements FileModel {
  wasSeen = false;
  readonly kindOf: FileModel["kindOf"];
  readonly stamps: FileModel["stamps"];
  readonly file: object;
  readonly #model: FileModel;
  #called: ReadonlySet<string> | undefined;

  constructor(model: FileModel) {
    this.#model = model;
    this.kindOf = model.kindOf;
    this.stamps = model.stamps;
    this.file = model.file;
  }

  get module(): FileModel["module"] {
    return this.#all.module;
  }

  get references(): FileModel["references"] {
    return this.#all.references;
  }

  get classes(): FileModel["classes"] {
    return this.#all.classes;
  }

  get globals(): FileModel["globals"] {
    return this.#all.globals;
  }

  /** The framework's classes and functions that the file calls through variables. */
  get called(): ReadonlySet<string> {
    this.#called ??= calledBy(this.#model);
    return this.#called;
  }

  get #all(): FileModel {
    this.wasSeen = true;
    return this.#model;
  }
}

function calledBy({ references }: FileModel): ReadonlySet<string> {
  const called = new Set<string>();
  for (const { alias, use, name } of references) if (alias && use === "call") called.add(name);
  return called;
}
