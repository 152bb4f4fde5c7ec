import type { FileModel } from "./semantics/model.ts";

/** A model that knows whether more of it was looked at than the kinds of expressions. */
export class SeenModel implements FileModel {
  wasSeen = false;
  readonly kindOf: FileModel["kindOf"];
  readonly stampOf: FileModel["stampOf"];
  readonly file: object;
  readonly #model: FileModel;
  #called: ReadonlySet<string> | undefined;

  constructor(model: FileModel) {
    this.#model = model;
    this.kindOf = model.kindOf;
    this.stampOf = model.stampOf;
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
    this.#called ??= new Set(
      this.#model.references.flatMap(({ alias, use, name }) => (alias && use === "call" ? [name] : [])),
    );
    return this.#called;
  }

  get #all(): FileModel {
    this.wasSeen = true;
    return this.#model;
  }
}
