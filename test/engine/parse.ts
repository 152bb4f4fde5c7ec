import { SourceFile } from "../../engine/index.ts";
import { grammar } from "../grammar.ts";

const python = await grammar;

/** A text as the engine sees it. */
export const parse = (text: string): SourceFile => new SourceFile(python, text);
