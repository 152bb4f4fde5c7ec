import type { ModuleMembers, Typed } from "./kinds.ts";

/** What the files around a file give to it: the modules of its project, as its imports name them. */
export interface Outside {
  /** A module by its dotted name and the number of dots before it; undefined where the project has none. */
  module(name: string, level: number): OutsideModule | undefined;
  /** Another object as soon as anything that was asked for may be something else. */
  readonly given: object;
  /** The same, as if the other files were migrated. */
  readonly migrated: Outside;
  /** Other files that take a name of this file's, by their paths; of a class, those that have the name of its method in them. */
  takersOf(name: string, method?: string): readonly string[];
  /** Whether another file stays as it is when this one is rewritten. */
  stays(path: string): boolean;
}

/** A module of the project. */
export interface OutsideModule extends ModuleMembers {
  /** The module itself as a value. */
  readonly typed: Typed;
  /** What `from module import *` gives a name, where it brings that name. */
  exported(name: string): Typed | undefined;
}
