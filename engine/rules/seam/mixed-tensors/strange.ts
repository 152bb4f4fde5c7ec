import type { Report } from "../../../rule.ts";
import { isTensor, type LayerFamily, type TensorTyped, type Typed } from "../../../semantics/kinds.ts";
import type { Span } from "../../../syntax/nodes.ts";

/** Only what is certain counts: what is taken for torch's tensor by its methods alone may be MindSpore's. */
export const isCertainlyOf = (family: LayerFamily, typed: Typed | undefined): typed is TensorTyped =>
  isTensor(typed) && typed.ground === "certain" && typed.kind.of.startsWith(`${family}.`);

/** Whose tensor a value certainly is. */
export const certainFamily = (typed: Typed | undefined): LayerFamily | undefined =>
  isCertainlyOf("torch", typed) ? "torch" : isCertainlyOf("mindspore", typed) ? "mindspore" : undefined;

/** What is wrong where tensors of both frameworks meet. */
export const met = (at: Span, effect: Report["effect"], message: string): Report => ({
  at,
  verdict: "manual",
  effect,
  message,
  mend: () => ({ refused: "What makes both tensors is migrated together." }),
});
