import type { Context, Report } from "../../../rule.ts";
import { isGradientName, type LayerFamily, type Typed } from "../../../semantics/kinds.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { familyOfKind, OTHER } from "../family.ts";
import { certainFamily, isCertainlyOf, met } from "./strange.ts";

/** What is wrong with a call of what takes one framework's tensors that is given the other's. */
export function ofCall(call: Call, context: Context): Report | undefined {
  const taker = takerOf(call.function, context);
  if (!taker) return undefined;
  for (const { value } of call.arguments) {
    const strange = strangeIn(value, taker, context);
    if (strange) return report(taker, call, strange, context);
  }
  return undefined;
}

/** What is called: a layer, which says whether its user wrote it, or something that is named as it is written. */
interface Taker {
  readonly family: LayerFamily;
  readonly layer?: "own" | "framework's";
  /** Whether lists are read as arrays, of whatever they are made. */
  readonly readsLists?: boolean;
}

/** Whose tensors are taken: a layer's framework's, a tensor's by its methods, or MindSpore's by its functions and by what it makes of the user's to differentiate. torch's functions have findings of their own. */
function takerOf(callee: Expression, { model }: Context): Taker | undefined {
  const typed = model.kindOf(callee);
  if (typed?.kind.is === "instance") {
    if (isGradientName(typed.kind.of) || (isPrimitive(typed) && !typed.kind.definition)) return { family: "mindspore" };
    const family = familyOfKind(typed.kind);
    return family && { family, layer: typed.kind.definition ? "own" : "framework's" };
  }
  const isFunction = (typed?.kind.is === "function" || typed?.kind.is === "class") && !typed.kind.definition;
  if (isFunction && MAKING.test(typed.kind.name)) return { family: "mindspore", readsLists: true };
  if (isFunction && MINDSPORES.test(typed.kind.name)) return { family: "mindspore" };
  if (callee.kind !== "attribute" || ANY_SHAPE.test(callee.name)) return undefined;
  const family = certainFamily(model.kindOf(callee.value));
  return family && { family };
}

/** What does not raise is left out: it tests what it is given, or hands it on. */
const MINDSPORES = /^mindspore\.(ops|mint|mint\.nn\.functional)\.(?!is_|depend$|identity$|adjoint$)[a-z]\w*$/;
const MAKING = /^mindspore\.([Tt]ensor|Parameter)$/;
const PRIMITIVES = /^mindspore\.ops\.(operations\.)?(?!Print$|HyperMap$|Map$|Depend$|GradOperation$)[A-Z]/;

const isPrimitive = ({ kind }: Typed): boolean => kind.is === "instance" && PRIMITIVES.test(kind.of);

/** A method that looks at a shape alone. */
const ANY_SHAPE = /^reshape_as$/;

/** The tensor of the other framework that a value is, or one that stands in it where it is a list that is written out. */
function strangeIn(value: Expression, taker: Taker, context: Context): Expression | undefined {
  if (value.kind !== "list" && value.kind !== "tuple")
    return isCertainlyOf(OTHER[taker.family], context.model.kindOf(value)) ? value : undefined;
  for (const item of taker.readsLists ? [] : value.items) {
    const strange = strangeIn(item, taker, context);
    if (strange) return strange;
  }
  return undefined;
}

function report({ family, layer }: Taker, call: Call, value: Expression, { text }: Context): Report {
  const callee = text.slice(call.function.start, call.function.end);
  const argument = text.slice(value.start, value.end);
  const raises = layer ? `${callee} raises, or hands it through` : "it raises";
  const message =
    family === "mindspore"
      ? `${layer ? "A Cell" : callee} takes MindSpore's tensors: ${argument} is torch's, and ${raises}. Migrate what makes it, or pass ms.Tensor(${argument}.numpy()).`
      : `${layer ? "A torch Module" : callee} takes torch's tensors: ${argument} is MindSpore's, and ${raises}. ${layer ? "Migrate its class." : "Migrate both together."}`;
  return met(call, layer === "own" ? "silent" : "loud", message);
}
