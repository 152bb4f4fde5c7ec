import { type Grammar, SourceFile } from "../../engine/index.ts";
import { grammar } from "../grammar.ts";

let python: Grammar;

/** Resolves once `parse` can be called. */
export const ready: Promise<void> = grammar.then((loaded) => {
  python = loaded;
});

/** A text as the engine sees it. */
export const parse = (text: string): SourceFile => new SourceFile(python, text);
