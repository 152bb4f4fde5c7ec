import type { Mapping } from "../catalogue/mapping.ts";
import type { Refusal } from "../finding.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import { overloadOf } from "./overload.ts";
import { typeGiven } from "./tensor-type.ts";
import { isCall, transferCall } from "./transfer-call.ts";

/** A type that a variable holds keeps its name until its calls say what the other name does not: the dtype. */
export function heldByCalls(
  { name, use, alias }: Reference,
  mapping: Mapping & { to: string },
  context: Context,
): Refusal | undefined {
  if (alias || !mapping.isType || use !== "value") return undefined;
  for (const other of context.model.references) {
    if (!isCall(other)) continue;
    if (other.name.endsWith(".Tensor.type") && plain(typeGiven(other.call, context)?.type) === plain(name)) return HELD;
    if (!other.alias || plain(other.name) !== plain(name)) continue;
    const overload = overloadOf(other, mapping, context);
    const mend = overload.to ? transferCall(other, { ...overload, to: overload.to }, context) : undefined;
    if (mend && !("refused" in mend) && mend.edits.length) return HELD;
  }
  return undefined;
}

const HELD: Refusal = { refused: "What is made and converted by it is rewritten first." };

/** The type of either device. */
const plain = (type: string | undefined): string | undefined => type?.replace(".cuda.", ".");
