import type { Typed } from "./semantics/kinds.ts";
import type { FileModel } from "./semantics/model.ts";
import type { Expression } from "./syntax/nodes.ts";

/** An expression whose kind was asked for, and what it was. */
export type Asked = readonly [expression: Expression, typed: Typed | undefined];

/** A model that knows which kinds were asked for, and whether more of it was looked at. */
export class SeenModel implements FileModel {
  wasSeen = false;
  /** The kinds asked for since someone set this. */
  asked: Asked[] | undefined;
  readonly stamps: FileModel["stamps"];
  readonly file: object;
  readonly #model: FileModel;
  #called: ReadonlySet<string> | undefined;

  constructor(model: FileModel) {
    this.#model = model;
    this.stamps = model.stamps;
    this.file = model.file;
  }

  readonly kindOf = (expression: Expression): Typed | undefined => {
    const typed = this.#model.kindOf(expression);
    this.asked?.push([expression, typed]);
    return typed;
  };

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
