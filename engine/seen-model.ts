import type { Typed } from "./semantics/kinds.ts";
import type { FileModel } from "./semantics/model.ts";
import type { Reference } from "./semantics/reference.ts";
import type { Call, Expression } from "./syntax/nodes.ts";

/** A call through a variable of the file that holds the framework's class or function. */
export type Through = Reference & { readonly call: Call };

/** Tells of another version of a file whether something is so there too. */
export type IsStill = (now: { readonly model: SeenModel }) => boolean;

/** What a model was asked for, by which it can be told whether another one says the same. */
export class Asked {
  readonly kinds: (readonly [expression: Expression, typed: Typed | undefined])[] = [];
  /** What else was asked for, with what tells whether it is still so. */
  readonly facts = new Map<unknown, IsStill>();
  /** Whether it was looked at beyond that. */
  sawMore = false;
}

/** A model that notes what it is asked for. */
export class SeenModel implements FileModel {
  /** What it has been asked for since someone set this. */
  asked: Asked | undefined;
  readonly stamps: FileModel["stamps"];
  readonly file: object;
  readonly #model: FileModel;
  #through: ReadonlyMap<string, readonly Through[]> | undefined;

  constructor(model: FileModel) {
    this.#model = model;
    this.stamps = model.stamps;
    this.file = model.file;
  }

  readonly kindOf = (expression: Expression): Typed | undefined => {
    const typed = this.#model.kindOf(expression);
    this.asked?.kinds.push([expression, typed]);
    return typed;
  };

  get module(): FileModel["module"] {
    return this.#all.module;
  }

  get references(): FileModel["references"] {
    return this.#all.references;
  }

  get names(): FileModel["names"] {
    return this.#all.names;
  }

  get classes(): FileModel["classes"] {
    return this.#all.classes;
  }

  get globals(): FileModel["globals"] {
    return this.#all.globals;
  }

  /** Whether the module's own scope binds a name. */
  binds(name: string): boolean {
    const isBound = this.#model.globals.has(name);
    this.asked?.facts.set(`${name}?`, ({ model }) => model.binds(name) === isBound);
    return isBound;
  }

  /** The calls through variables that hold the framework's class or function of a name. */
  callsThrough(name: string): readonly Through[] {
    this.#through ??= callsByName(this.#model);
    const calls = this.#through.get(name) ?? NONE;
    this.asked?.facts.set(name, ({ model }) => areAlike(calls, model.callsThrough(name)));
    return calls;
  }

  /** Does what asks for many things, none of which is noted. */
  unnoted<T>(action: () => T): T {
    const { asked } = this;
    this.asked = undefined;
    const result = action();
    this.asked = asked;
    return result;
  }

  get #all(): FileModel {
    if (this.asked) this.asked.sawMore = true;
    return this.#model;
  }
}

function callsByName({ references }: FileModel): ReadonlyMap<string, readonly Through[]> {
  const calls = new Map<string, Through[]>();
  for (const reference of references) {
    if (!isThrough(reference)) continue;
    const known = calls.get(reference.name);
    if (known) known.push(reference);
    else calls.set(reference.name, [reference]);
  }
  return calls;
}

const isThrough = (reference: Reference): reference is Through => reference.alias && reference.call !== undefined;

const NONE: readonly Through[] = [];

const areAlike = (before: readonly Through[], now: readonly Through[]): boolean =>
  before.length === now.length && before.every((one, i) => isAlike(one, now[i]));

/** Whether two references are the same but for the function around them. */
export const isAlike = (a: Reference, b: Reference): boolean =>
  a === b ||
  (a.name === b.name &&
    a.node === b.node &&
    a.use === b.use &&
    a.ground === b.ground &&
    a.alias === b.alias &&
    a.call === b.call &&
    a.receiver === b.receiver);
