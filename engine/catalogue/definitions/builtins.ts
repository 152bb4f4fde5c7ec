import { builtin } from "../definition.ts";

/** Shapes are plain tuples in MindSpore. */
export const TUPLE = builtin("tuple(iterable=(), /)");
