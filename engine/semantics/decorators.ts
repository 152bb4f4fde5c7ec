import type { FunctionDefinition } from "../syntax/nodes.ts";
import { dottedName } from "../syntax/walk.ts";

/**
 * What a function is by its decorators. Behind one that nobody knows, "wrapped", it likely gives what it gave before; "replaced", it
 * gives something else: a context, a command, a promise.
 */
export type MethodRole = "method" | "property" | "static" | "class" | "wrapped" | "replaced";

const PROPERTY = /(^|\.)(property|cached_property|lazy_property|lazyproperty|abstractproperty|getter)$/;
const TRANSPARENT =
  /(^|\.)(abstractmethod|overload|override|final|no_grad|inference_mode|enable_grad|export|ignore|unused|torch_jit_\w+|wraps|autocast|custom_fwd|custom_bwd|cache|lru_cache)$/;
const REPLACING =
  /(^|\.)((async)?contextmanager|singledispatch(method)?|fixture|command|group|remote|delayed|task|flow)$/;
const CLASS_METHODS = /^__(new|init_subclass|class_getitem)__$/;

/** What a function is, in a class or outside. */
export function methodRole({ name, decorators }: FunctionDefinition): MethodRole {
  if (!decorators.length) return CLASS_METHODS.test(name) ? "class" : "method";
  const names = decorators.map((node) => dottedName(node.kind === "call" ? node.function : node) ?? "?");
  if (names.some((one) => PROPERTY.test(one))) return "property";
  if (names.includes("staticmethod")) return "static";
  if (names.includes("classmethod") || CLASS_METHODS.test(name)) return "class";
  if (names.some((one) => REPLACING.test(one))) return "replaced";
  return names.every((one) => TRANSPARENT.test(one)) ? "method" : "wrapped";
}

/** Whether a function is what runs when a property is set or deleted; the property's name stands for what its getter gives. */
export const isSetter = ({ decorators }: FunctionDefinition): boolean =>
  decorators.some((node) => node.kind === "attribute" && /^(setter|deleter)$/.test(node.name));
