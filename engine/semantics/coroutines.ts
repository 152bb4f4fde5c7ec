import { ownStatements } from "../syntax/collect.ts";
import type { FunctionDefinition } from "../syntax/nodes.ts";
import { certain, type Typed, weaken } from "./kinds.ts";

const COROUTINE = "types.CoroutineType";

/** What calling an `async def` gives, of what its body gives: that comes where it is awaited. */
export const coroutineOf = (result: Typed | undefined): Typed =>
  certain({ is: "instance", of: COROUTINE, item: result });

/** What `await value` gives. */
export const awaited = (typed: Typed | undefined): Typed | undefined =>
  typed?.kind.is === "instance" && typed.kind.of === COROUTINE ? weaken(typed.kind.item, typed.ground) : undefined;

/** Whether calling a function gives what is to be awaited; what yields is gone over instead. */
export const isCoroutine = (node: FunctionDefinition): boolean =>
  node.isAsync === true &&
  !ownStatements(node).some((statement) => statement.kind === "expression" && statement.value.kind === "yield");
