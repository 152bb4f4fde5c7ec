import type { Mend, Refusal } from "../../../finding.ts";
import type { Context } from "../../../rule.ts";
import type { Call, Expression } from "../../../syntax/nodes.ts";
import { dottedName } from "../../../syntax/walk.ts";
import { argumentsFor, initializerOf } from "./initializers.ts";

/** `init.xavier_normal_(torch.empty(3, 2))` → `initializer(XavierNormal(), (3, 2)).init_data()` */
export function made(
  call: Call,
  tensor: Expression | undefined,
  initializer: string,
  given: readonly (Expression | undefined)[],
  context: Context,
): Mend | Refusal {
  const shape = tensor && madeShape(tensor, context.text);
  if (!shape) return { refused: "Its result is used: set the data first, then use the parameter." };
  const written = argumentsFor(given, initializer, context);
  if (written === undefined) return { refused: "Give the tensor a name first." };
  const text = `${initializerOf(initializer, written, context)}${shape}).init_data()`;
  return {
    edits: [{ start: call.start, end: call.end, text }],
    forms: [`torch.nn.init.${initializer}/made`],
  };
}

/** The shape of a tensor of float32 that is made where it is named. */
function madeShape(tensor: Expression, text: string): string | undefined {
  if (tensor.kind !== "call" || !MADE.test(dottedName(tensor.function) ?? "")) return undefined;
  const sizes = tensor.arguments.filter(({ name }) => name !== "device" && name !== "requires_grad");
  if (!sizes.length || sizes.some(({ form }) => form !== "positional")) return undefined;
  const source = sizes.map(({ value }) => text.slice(value.start, value.end));
  if (source.length > 1) return `(${source.join(", ")})`;
  const isSequence = sizes[0].value.kind === "tuple" || sizes[0].value.kind === "list";
  return isSequence ? source[0] : `${text.slice(tensor.start, tensor.end)}.shape`;
}

const MADE = /(^|\.)(empty|zeros|ones|rand|randn|FloatTensor)$/;
