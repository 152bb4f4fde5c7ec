import { parseSignature, type Signature } from "./signature.ts";

/**
 * Python that is written into a file once, for a name of torch that MindSpore has nothing for: a class or a function that
 * takes what torch's takes. It says `ms.` for MindSpore, and no two have the same docstring. What Python has built in is
 * written nowhere: its text is empty.
 */
export interface Definition {
  readonly name: string;
  readonly python: string;
  readonly docstring: string;
  readonly signature: Signature;
  /** The qualified MindSpore names that it uses, without methods. */
  readonly uses: readonly string[];
}

/** Reads a definition from its Python: its name, its docstring, and the parameters of its `__init__` or its own. */
export function define(python: string): Definition {
  const name = /^(?:class|def) (\w+)/.exec(python)![1];
  const docstring = /"""(.*?)"""/s.exec(python)![1];
  const [, parameters] = /def (?:__init__\(self, |(?!__init__))(?:\w+\()?([^)]*(?:\([^)]*\)[^)]*)*)\):/.exec(python)!;
  const uses = new Set(Array.from(python.matchAll(/\bms\.([\w.]*\w)/g), ([, used]) => `mindspore.${used}`));
  return { name, python: python.trim(), docstring, signature: parseSignature(`(${parameters})`), uses: [...uses] };
}

/** A function or class that Python has built in: `tuple(iterable=(), /)`. */
export function builtin(signature: string): Definition {
  const name = /^\w+/.exec(signature)![0];
  return { name, python: "", docstring: "", signature: parseSignature(signature.slice(name.length)), uses: [] };
}

/** Whether a definition is Python's own, so that nothing is written. */
export const isBuiltin = ({ python }: Definition): boolean => python === "";
