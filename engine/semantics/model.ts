import type { Expression, Module } from "../syntax/nodes.ts";
import { FileInference } from "./inference.ts";
import type { OwnClass, Typed } from "./kinds.ts";
import { Memory } from "./memory.ts";
import type { Outside } from "./outside.ts";
import type { Reference } from "./reference.ts";

/** What is known of one file: what its names are, and where it uses a framework's. */
export interface FileModel {
  readonly module: Module;
  /** In order of their place. */
  readonly references: readonly Reference[];
  /** The names that references have: the same object in two versions where they are the same. */
  readonly names: ReadonlySet<string>;
  readonly classes: readonly OwnClass[];
  /** What each name of the module's own scope is at its end. */
  readonly globals: ReadonlyMap<string, Typed | undefined>;
  kindOf(expression: Expression): Typed | undefined;
  /** The same object for all versions of a file that are told apart by their edits. */
  readonly file: object;
  /** For each statement of the module, the same object in two versions where all that is known inside is the same in both. */
  readonly stamps: readonly object[];
}

/**
 * Follows every statement of a file and says what its names are. With the memory of an earlier version of the file, what
 * did not change and depends on nothing that changed is not looked at again; the answer is the same.
 */
export function inferFile(module: Module, memory: Memory = new Memory(), outside?: Outside): FileModel {
  const adopted = memory.last?.adopt(module, outside);
  if (adopted) return adopted;
  const inference = new FileInference(module, memory, outside);
  memory.last = memory.keeps ? inference : undefined;
  return inference.run();
}
