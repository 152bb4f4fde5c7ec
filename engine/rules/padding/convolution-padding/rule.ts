import type { Definition } from "../../../catalogue/definition.ts";
import { CONVOLUTION, TRANSPOSED_CONVOLUTION } from "../../../catalogue/definitions/convolutions.ts";
import type { Mapping, ParameterChange } from "../../../catalogue/mapping.ts";
import { isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { asCall, HIDDEN, isPartial, writeOut } from "../../../fix/carry.ts";
import { lineEnding, lineStart } from "../../../fix/lines.ts";
import { quote } from "../../../fix/quotes.ts";
import { transfer } from "../../../fix/transfer.ts";
import { asTuple } from "../../../fix/tuples.ts";
import { type Context, defineRule } from "../../../rule.ts";
import type { Typed } from "../../../semantics/kinds.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import type { Argument, Expression } from "../../../syntax/nodes.ts";
import { shortName } from "../../wording.ts";
import { isOneNumber, isSimple, isZero } from "../support.ts";

interface Convolution {
  readonly to: string;
  readonly dimensions: 1 | 2 | 3;
  readonly form: "layer" | "transposed" | "function";
  readonly adapter?: Definition;
}

const CONVOLUTIONS: Record<string, Convolution> = {
  "torch.nn.Conv1d": { to: "mindspore.nn.Conv1d", dimensions: 1, form: "layer", adapter: CONVOLUTION[1] },
  "torch.nn.Conv2d": { to: "mindspore.nn.Conv2d", dimensions: 2, form: "layer", adapter: CONVOLUTION[2] },
  "torch.nn.Conv3d": { to: "mindspore.nn.Conv3d", dimensions: 3, form: "layer", adapter: CONVOLUTION[3] },
  "torch.nn.ConvTranspose1d": {
    to: "mindspore.nn.Conv1dTranspose",
    dimensions: 1,
    form: "transposed",
    adapter: TRANSPOSED_CONVOLUTION[1],
  },
  "torch.nn.ConvTranspose2d": {
    to: "mindspore.nn.Conv2dTranspose",
    dimensions: 2,
    form: "transposed",
    adapter: TRANSPOSED_CONVOLUTION[2],
  },
  "torch.nn.ConvTranspose3d": {
    to: "mindspore.nn.Conv3dTranspose",
    dimensions: 3,
    form: "transposed",
    adapter: TRANSPOSED_CONVOLUTION[3],
  },
  "torch.nn.functional.conv1d": { to: "mindspore.ops.conv1d", dimensions: 1, form: "function" },
  "torch.nn.functional.conv2d": { to: "mindspore.ops.conv2d", dimensions: 2, form: "function" },
  "torch.nn.functional.conv3d": { to: "mindspore.ops.conv3d", dimensions: 3, form: "function" },
};

/** A convolution: MindSpore's layers pad 'same' and have no bias unless told otherwise, and count padding per side. */
export default defineRule({
  name: "convolution-padding",
  category: "padding",
  owns: Object.keys(CONVOLUTIONS),
  counterpart: (name) => CONVOLUTIONS[name]?.to,
  find(reference, context) {
    const convolution = CONVOLUTIONS[reference.name];
    const isTested = isNeverCalled(reference);
    return {
      at: reference.call ?? reference.node,
      verdict: isTested ? "renamed" : "adapted",
      effect: isTested ? "none" : convolution.form === "function" ? "loud" : "silent",
      name: reference.name,
      message: message(reference, convolution, context),
      mend: () => mend(reference, convolution, context),
    };
  },
});

/** Whether the class is only asked about: `isinstance(m, nn.Conv2d)`. */
const isNeverCalled = ({ use }: Reference): boolean => use === "isinstance" || use === "annotation";

function message(reference: Reference, { form, to }: Convolution, context: Context): string {
  const name = shortName(to);
  if (isNeverCalled(reference)) return `${shortName(reference.name)} is ${name} in MindSpore.`;
  if (!reference.call)
    return `${name} pads 'same' and has no bias by default; where this class is called cannot be seen. Write pad_mode and has_bias at the call.`;
  const padding = paddingOf(reference, form, context);
  const written =
    typeof padding === "string"
      ? padding
      : [`pad_mode='${padding.mode}'`, ...(padding.value ? [`padding=${padding.value}`] : [])].join(", ");
  if (typeof padding === "string") return `${name} pads otherwise than torch: ${written}`;
  if (form === "function") return `${name} takes pad_mode before padding. Write ${written}.`;
  const bias = argumentOf(reference.call, "bias", BIAS_POSITION[form]);
  return bias
    ? `MindSpore's ${name.slice(3)} pads 'same' by default, and bias is has_bias. Write ${written}.`
    : `MindSpore's ${name.slice(3)} pads 'same' and has no bias by default. Write ${written}, has_bias=True.`;
}

const PADDING_POSITION = { layer: 4, transposed: 4, function: 4 } as const;
const BIAS_POSITION = { layer: 7, transposed: 7, function: 2 } as const;

interface Padding {
  readonly mode: "valid" | "pad" | "same";
  /** The text of MindSpore's padding; absent where the mode says all. */
  readonly value?: string;
  readonly argument?: Argument;
  readonly form: string;
  readonly unsafe?: string;
}

/** torch's padding in MindSpore's terms, or a sentence that says why it cannot be said. */
function paddingOf(reference: Reference, form: Convolution["form"], context: Context): Padding | string {
  const { dimensions } = CONVOLUTIONS[reference.name];
  const argument = argumentOf(reference.call!, "padding", PADDING_POSITION[form]);
  const none = form === "transposed" ? ({ mode: "pad", value: "0" } as const) : ({ mode: "valid" } as const);
  if (!argument) return { ...none, form: "none" };
  const { value } = argument;
  const source = context.text.slice(value.start, value.end);
  if (isZero(value)) return { ...none, argument, form: "none" };
  if (value.kind === "string") {
    if (value.value !== "same" && value.value !== "valid") return `padding=${source} is not known.`;
    return { mode: value.value, argument, form: value.value };
  }
  if (value.kind === "tuple" || value.kind === "list") {
    // The functions count padding as torch does; only the layers want both sides.
    const tuple = asTuple(value, source, undefined) ?? source;
    if (form === "function") return { mode: "pad", value: tuple, argument, form: `tuple${dimensions}` };
    return perSide(value.items, dimensions, argument, context);
  }
  const kind = context.model.kindOf(value);
  if (kind?.kind.is === "tuple" && form !== "function") return ofTuple(kind, source, dimensions, argument, value);
  const known = isOneNumber(value, context.model.kindOf(value));
  const unsafe = known ? undefined : `${source} may be a tuple or a string`;
  return { mode: "pad", value: source, argument, form: value.kind === "number" ? "number" : "expression", unsafe };
}

/** `(a, b)` → `(a, a, b, b)`: MindSpore counts top, bottom, left and right. */
function perSide(
  items: readonly Expression[],
  dimensions: number,
  argument: Argument,
  { text }: Context,
): Padding | string {
  if (items.length !== dimensions) return `padding has ${items.length} values for ${dimensions} dimensions.`;
  if (!items.every(isSimple))
    return "padding is computed in place: give it a name first, since MindSpore wants each value twice.";
  const values = items.map((item) => text.slice(item.start, item.end));
  const value = dimensions === 1 ? values[0] : `(${values.flatMap((v) => [v, v]).join(", ")})`;
  return { mode: "pad", value, argument, form: `tuple${dimensions}` };
}

/** What MindSpore's layer cannot take, or what cannot be seen, a layer of torch's parameters takes that is written into the file. */
function mend(reference: Reference, convolution: Convolution, context: Context): Mend | Refusal {
  const { adapter } = convolution;
  const plain = isPartial(reference) ? HIDDEN : native(asCall(reference), convolution, context);
  if (!isRefusal(plain) || !adapter) return plain;
  const adapted = writeOut(reference, { parameters: { dtype: DTYPE, padding_mode: PADDING_MODE } }, adapter, context);
  return isRefusal(adapted) ? plain : adapted;
}

/** A variable that holds a tuple: each of its items twice. */
function ofTuple(
  { kind, ground }: Typed,
  source: string,
  dimensions: number,
  argument: Argument,
  node: Expression,
): Padding | string {
  const count = kind.is === "tuple" ? kind.items.length : 0;
  if (count !== dimensions) return `padding has ${count} values for ${dimensions} dimensions.`;
  if (!isSimple(node)) return "padding is computed in place: give it a name first.";
  const items = Array.from({ length: count }, (_, i) => `${source}[${i}]`);
  const value = dimensions === 1 ? items[0] : `(${items.flatMap((item) => [item, item]).join(", ")})`;
  const unsafe = ground === "certain" ? undefined : `${source} is only likely a tuple`;
  return { mode: "pad", value, argument, form: `tuple${dimensions}`, unsafe };
}

function native(reference: Reference, convolution: Convolution, context: Context): Mend | Refusal {
  if (reference.use !== "call") return mendValue(reference, convolution, context);
  const padding = paddingOf(reference, convolution.form, context);
  if (typeof padding === "string") return { refused: padding };
  const mode = quote(padding.mode, context);
  const { argument } = padding;
  const keeps = argument !== undefined && padding.value !== undefined && !isZero(argument.value);
  const mapping: Mapping & { to: string } = {
    to: convolution.to,
    parameters: {
      ...RENAMED,
      ...(convolution.form === "function" ? { groups: "groups", bias: "bias" } : {}),
      padding: keeps ? {} : { drop: true },
    },
    add: keeps ? {} : { pad_mode: mode, ...(padding.value ? { padding: padding.value } : {}) },
  };
  const result = transfer(reference, mapping, context);
  if (isRefusal(result)) return result;
  return {
    ...result,
    edits: keeps ? withMode(result, argument, padding.value!, mode, context.text) : result.edits,
    forms: result.forms.map((form) => `${form.replace(/,padding=dropped|padding=dropped,?/, "")}/${padding.form}`),
    unsafe: result.unsafe ?? padding.unsafe,
  };
}

/** A class that is handed on: proven as its call without padding is. */
function mendValue(reference: Reference, convolution: Convolution, context: Context): Mend | Refusal {
  const mapping = { to: convolution.to, parameters: RENAMED, add: unpadded(convolution, context) };
  const result = transfer(reference, mapping, context);
  if (isRefusal(result)) return result;
  return { ...result, forms: result.forms.map((form) => (form.endsWith(")") ? `${form}/none` : form)) };
}

/** What a layer that is handed on needs, so that a call without padding does not pad. */
function unpadded({ form }: Convolution, context: Context): Mapping["add"] {
  if (form === "function") return {};
  return form === "transposed" ? { pad_mode: quote("pad", context) } : { pad_mode: quote("valid", context) };
}

const DTYPE: ParameterChange = {
  drop: ["None", "torch.float32", "torch.float"],
  why: "MindSpore's dtype may not be None: leave it out where it is float32.",
};
const PADDING_MODE: ParameterChange = {
  drop: ["'zeros'", '"zeros"'],
  why: "MindSpore's convolutions pad with zeros only.",
};
const RENAMED: Mapping["parameters"] = {
  groups: "group",
  bias: "has_bias",
  dtype: DTYPE,
  padding_mode: PADDING_MODE,
  output_padding: {
    drop: ["0", "(0, 0)", "(0,)", "(0, 0, 0)"],
    why: "With output_padding MindSpore's result is wrong in its last row and column.",
  },
};

/** Puts pad_mode before padding, and the padding in MindSpore's form. */
function withMode(result: Mend, argument: Argument, value: string, mode: string, text: string): Mend["edits"] {
  const others = result.edits.filter(
    (edit) =>
      edit.start < argument.start ||
      edit.end > argument.end ||
      (edit.start === argument.end && edit.start === edit.end),
  );
  const indent = text.slice(lineStart(text, argument.start), argument.start);
  const separator = /^[ \t]*$/.test(indent) ? `,${lineEnding(text)}${indent}` : ", ";
  return [
    ...others,
    { start: argument.start, end: argument.end, text: `pad_mode=${mode}${separator}padding=${value}` },
  ].sort((a, b) => a.start - b.start);
}
