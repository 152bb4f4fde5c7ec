import { type Edit, isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { appendArguments } from "../../../fix/layout.ts";
import { quote } from "../../../fix/quotes.ts";
import { isCalledHere } from "../../../fix/through-variables.ts";
import { transfer } from "../../../fix/transfer.ts";
import { asTuple } from "../../../fix/tuples.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { changed } from "../../../syntax/anchored.ts";
import type { Argument, Call, Expression } from "../../../syntax/nodes.ts";
import { shortName } from "../../wording.ts";
import { isOneNumber, isSimple, isZero } from "../support.ts";

const LAYERS = ["MaxPool1d", "MaxPool2d", "MaxPool3d", "AvgPool1d", "AvgPool2d", "AvgPool3d"];

/** A pooling layer: MindSpore's stride defaults to 1, not to the kernel's size, and padding needs pad_mode='pad'. */
export default defineRule({
  name: "pooling-stride",
  category: "padding",
  owns: LAYERS.map((name) => `torch.nn.${name}`),
  counterpart: (name) => name.replace("torch", "mindspore"),
  find(reference, context) {
    const stride = reference.call && strideOf(reference, context);
    const isCalled = !/^(isinstance|annotation)$/.test(reference.use);
    const adapted = isCalled && (stride !== undefined || !reference.call || needsMode(reference, context));
    return {
      at: reference.call ?? reference.node,
      verdict: adapted ? "adapted" : "renamed",
      effect: stride !== undefined ? "silent" : adapted ? "loud" : "none",
      name: reference.name,
      message: adapted
        ? message(reference, stride)
        : `${shortName(reference.name)} is ${shortName(reference.name)} in MindSpore, with the same arguments.`,
      mend: () => mend(reference, stride, context),
    };
  },
});

function message(reference: Reference, stride: string | undefined): string {
  const name = shortName(reference.name);
  if (!reference.call)
    return `MindSpore's ${name} has a stride of 1 by default, and where this class is called cannot be seen. Write stride= at the call.`;
  if (stride === undefined)
    return `MindSpore's ${name} takes padding, dilation, ceil_mode and return_indices only with pad_mode='pad'.`;
  return `MindSpore's stride defaults to 1, not to kernel_size. Write stride=${stride}.`;
}

/** The stride to write out: the kernel's size, where torch's call leaves it to that. */
function strideOf(reference: Reference, { text, model }: Context): string | undefined {
  const stride = argumentOf(reference.call!, "stride", 1);
  if (stride && text.slice(stride.value.start, stride.value.end) !== "None") return undefined;
  const kernel = argumentOf(reference.call!, "kernel_size", 0)?.value;
  const source = kernel && text.slice(kernel.start, kernel.end);
  return source && (asTuple(kernel, source, model.kindOf(kernel)) ?? source);
}

function mend(reference: Reference, stride: string | undefined, context: Context): Mend | Refusal {
  const to = reference.name.replace("torch", "mindspore");
  const { call } = reference;
  if (!call) return mendValue(reference, to, context);
  const kernel = argumentOf(call, "kernel_size", 0);
  if (stride !== undefined && kernel && !isSimple(kernel.value))
    return { refused: "kernel_size is computed in place: give it a name first, since stride must be the same value." };
  const padding = paddingOf(call);
  const mode = needsMode(reference, context);
  const dropped = [stride !== undefined ? "stride" : "", padding ? "" : "padding"].filter(Boolean);
  const add = {
    ...(stride !== undefined ? { stride } : {}),
    ...(mode ? { pad_mode: quote("pad", context) } : {}),
  };
  const parameters = Object.fromEntries(dropped.map((name) => [name, { drop: true } as const]));
  const result = transfer(reference, { to, parameters, add }, context);
  if (isRefusal(result)) return result;
  const doubt =
    padding && !isKnown(padding.value, context)
      ? `${context.text.slice(padding.value.start, padding.value.end)} may be a tuple`
      : undefined;
  const parts = [
    stride !== undefined ? "stride" : "",
    mode ? "pad" : "",
    padding?.value.kind === "tuple" ? "tuple" : "",
  ];
  const form = parts.filter(Boolean).join("+") || "plain";
  return {
    ...result,
    edits: reference.alias ? [...result.edits, ...addedHere(call, dropped, add, context)] : result.edits,
    forms: result.forms.map((f) => `${f}/${form}`),
    unsafe: result.unsafe ?? doubt,
  };
}

/** A class that is handed on: no partial could say a stride that is the kernel's size, so its calls must be seen. */
function mendValue(reference: Reference, to: string, context: Context): Mend | Refusal {
  const isAsked = /^(isinstance|annotation)$/.test(reference.use);
  if (!isAsked && !isCalledHere(reference, context))
    return { refused: "Where it is called cannot be seen, and it would need stride=." };
  const result = transfer(reference, { to }, context);
  return isRefusal(result) ? result : { ...result, forms: result.forms.filter((form) => !form.endsWith(")")) };
}

/** What a call through a variable must say by itself. */
function addedHere(
  call: Call,
  dropped: readonly string[],
  add: Readonly<Record<string, string>>,
  { text }: Context,
): Edit[] {
  const gone = dropped.map((name) => argumentOf(call, name, name === "stride" ? 1 : 2));
  const kept = call.arguments.filter((argument) => !gone.includes(argument));
  return appendArguments(
    text,
    changed(call, { arguments: kept }),
    Object.entries(add).map(([name, value]) => `${name}=${value}`),
  );
}

/** A padding that pads. */
function paddingOf(call: Call): Argument | undefined {
  const padding = argumentOf(call, "padding", 2);
  return padding && !isZero(padding.value) ? padding : undefined;
}

const isKnown = (value: Expression, { model }: Context): boolean =>
  value.kind === "tuple"
    ? value.items.every((item) => isOneNumber(item, model.kindOf(item)))
    : isOneNumber(value, model.kindOf(value));

/** Whether the call pads, or gives one of the arguments that MindSpore takes only together with pad_mode='pad'. */
function needsMode({ name, call }: Reference, { text }: Context): boolean {
  if (paddingOf(call!)) return true;
  const given = Object.entries(name.includes("Max") ? MAX_POSITIONS : MEAN_POSITIONS).map(([option, position]) =>
    argumentOf(call!, option, position),
  );
  return given.some((argument) => argument && !isDefault(text.slice(argument.value.start, argument.value.end)));
}

const MAX_POSITIONS = { dilation: 3, return_indices: 4, ceil_mode: 5 };
const MEAN_POSITIONS = { ceil_mode: 3 };

const isDefault = (text: string): boolean => /^(False|1|\(1, ?1(, ?1)?\))$/.test(text);
