import type { Binary, Call, Subscript } from "../syntax/nodes.ts";
import { annotated } from "./annotations.ts";
import type { Environment } from "./environment.ts";
import { certain, isNone, type Typed } from "./kinds.ts";

/** What `OptTensor = Optional[Tensor]` binds: a type to annotate with; nothing where it says no one kind. */
export function aliasOf(node: Subscript | Binary, env: Environment): Typed | undefined {
  const of = annotated(node, env);
  return of && certain({ is: "alias", of });
}

/** Whether `a | b` is a type, not a value. */
export const isUnion = ({ operator }: Binary, left: Typed | undefined, right: Typed | undefined): boolean =>
  operator === "|" && (isType(left) || isNone(left)) && (isType(right) || isNone(right));

const isType = (typed: Typed | undefined): boolean => typed?.kind.is === "class" || typed?.kind.is === "alias";

/** `NewType("Embedding", Tensor)` is its second argument to whoever annotates with it. */
export function newType(callee: Typed | undefined, { arguments: args }: Call, env: Environment): Typed | undefined {
  if (callee?.kind.is !== "module" || !NEW_TYPE.test(callee.kind.name)) return undefined;
  const of = annotated(args[1]?.value, env);
  return of && certain({ is: "alias", of });
}

const NEW_TYPE = /^typing(_extensions)?\.NewType$/;
