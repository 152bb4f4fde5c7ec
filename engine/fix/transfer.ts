import type { Mapping } from "../catalogue/mapping.ts";
import type { Mend, Refusal } from "../finding.ts";
import type { Context } from "../rule.ts";
import type { Reference } from "../semantics/reference.ts";
import { isCall, transferCall } from "./transfer-call.ts";
import { transferValue } from "./transfer-value.ts";

/** Rewrites one reference as its mapping says: the name, and the arguments where it is called. */
export const transfer = (reference: Reference, mapping: Mapping & { to: string }, context: Context): Mend | Refusal =>
  isCall(reference) ? transferCall(reference, mapping, context) : transferValue(reference, mapping, context);
