import { type Edit, isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { decoratedBy, removeDecorator } from "../../../fix/decorators.ts";
import { dropStatement } from "../../../fix/drop.ts";
import { importFrom } from "../../../fix/imports.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { holdsBackward, isDifferentiated } from "../../../steps/differentiated.ts";
import type { FunctionDefinition, With } from "../../../syntax/nodes.ts";
import { dedent } from "./dedent.ts";
import { STOP, stopBlock, stopReturns } from "./stopped.ts";

/** Code that records no gradients: MindSpore records nothing unless a function is differentiated. */
export default defineRule({
  name: "no-grad",
  category: "gradient",
  owns: ["torch.no_grad", "torch.inference_mode", "torch.enable_grad", "torch.set_grad_enabled"],
  counterpart: () => STOP,
  find(reference, context) {
    const matters = hasEffect(reference, context);
    const repair = mend(reference, matters, context);
    return {
      at: reference.call ?? reference.node,
      verdict: isRefusal(repair) ? "manual" : matters ? "restructured" : "needless",
      effect: matters ? "silent" : "none",
      name: reference.name,
      message: matters
        ? "A training step differentiates this code: what must have no gradient goes through ops.stop_gradient."
        : "Not needed: MindSpore records nothing for gradients unless a function is differentiated.",
      mend: () => repair,
    };
  },
});

/** Whether gradients are switched off here: by a condition that is not written out, they may be. */
type Switch = "off" | "on" | "depends";

function switchOf({ name, call }: Reference): Switch {
  if (name === "torch.enable_grad") return "on";
  if (name === "torch.no_grad") return "off";
  const mode = call && argumentOf(call, "mode", 0)?.value;
  if (!mode) return name === "torch.inference_mode" ? "off" : "depends";
  if (mode.kind !== "constant") return "depends";
  return (mode.value === "True") === (name === "torch.inference_mode") ? "off" : "on";
}

/** Whether a gradient would flow where PyTorch lets none: around a `with`, below a decorator, after a statement. */
function hasEffect(reference: Reference, context: Context): boolean {
  const { statement, place } = reference;
  if (switchOf(reference) === "on") return false;
  const decorated = decoratedBy(reference);
  if (decorated) return isDifferentiated(decorated, { ...place, function: decorated }, context);
  const at = statement.kind === "with" ? statement : (reference.call ?? reference.node);
  return !holdsBackward(at, place, context) && isDifferentiated(at, place, context);
}

function mend(reference: Reference, matters: boolean, context: Context): Mend | Refusal {
  const { statement } = reference;
  if (matters && switchOf(reference) === "depends")
    return {
      refused:
        "Whether gradients flow is decided when it runs: write y = f(x) if enabled else ops.stop_gradient(f(x)), and take the context out.",
    };
  if (statement.kind === "with") return unwrap(statement, reference, matters, context);
  const decorated = decoratedBy(reference);
  if (decorated) return undecorate(decorated, reference, matters, context);
  if (matters)
    return { refused: "It holds for all that follows: put ops.stop_gradient around what must have no gradient." };
  const edits = dropStatement(reference, context);
  return edits ? { edits, forms: ["no-grad:statement"] } : nullContext(reference, context);
}

/** A context that is kept, chosen or handed on: one that does nothing takes its place. */
function nullContext({ call, node }: Reference, { text, model }: Context): Mend | Refusal {
  const at = call ?? node;
  if (text[at.end] === "(") return { refused: "Leave the wrapper out: what it wraps is called as it is." };
  const imported = importFrom(text, model, "contextlib", "nullcontext");
  if (!imported) return { refused: "The name nullcontext is taken: write contextlib.nullcontext() instead." };
  const edit = { start: at.start, end: at.end, text: call ? "nullcontext()" : "nullcontext" };
  return { edits: [...imported, edit], forms: ["no-grad:kept"] };
}

const stopped = (form: string, edits: readonly Edit[], stops: readonly Edit[]): Mend => ({
  edits: [...edits, ...stops],
  forms: [`no-grad:${form}`, ...(stops.length ? ["no-grad:stop"] : [])],
});

function undecorate(
  definition: FunctionDefinition,
  reference: Reference,
  matters: boolean,
  context: Context,
): Mend | Refusal {
  const line = removeDecorator(reference.call ?? reference.node, context);
  if (!line) return { refused: "Something else stands on the decorator's line: take it out by hand." };
  const stops = matters ? stopReturns(definition, context) : [];
  return "refused" in stops ? stops : stopped("decorator", [line], stops);
}

/** `with torch.no_grad():` goes and its body moves out; other context managers of the same `with` stay. */
function unwrap(node: With, reference: Reference, matters: boolean, context: Context): Mend | Refusal {
  const index = node.items.findIndex((item) => item.context === (reference.call ?? reference.node));
  if (index < 0 || node.items[index].target)
    return matters
      ? { refused: "Put ops.stop_gradient around what must have no gradient." }
      : nullContext(reference, context);
  const edits = node.items.length > 1 ? [withoutItem(node, index)] : dedent(node, context);
  if (!edits) return { refused: "The line is continued by a backslash: take it out by hand." };
  const stops = matters ? stopBlock(node.body, reference.place.function ?? context.model.module, context) : [];
  return "refused" in stops ? stops : stopped("with", edits, stops);
}

function withoutItem({ items }: With, index: number): Edit {
  const next = items[index + 1];
  return next
    ? { start: items[index].start, end: next.start, text: "" }
    : { start: items[index - 1].end, end: items[index].end, text: "" };
}
