import type { Mapping } from "../../../catalogue/mapping.ts";
import { isRefusal, type Mend, type Refusal } from "../../../finding.ts";
import { transfer } from "../../../fix/transfer.ts";
import { type Context, defineRule } from "../../../rule.ts";
import { argumentOf, type Reference } from "../../../semantics/reference.ts";
import { shortName } from "../../wording.ts";
import { isNumber, isSimple, isZero, quote } from "../support.ts";

const LAYERS = ["MaxPool1d", "MaxPool2d", "MaxPool3d", "AvgPool1d", "AvgPool2d", "AvgPool3d"];

/** A pooling layer: MindSpore's stride defaults to 1, not to the kernel's size, and padding needs pad_mode='pad'. */
export default defineRule({
  name: "pooling-stride",
  category: "padding",
  owns: LAYERS.map((name) => `torch.nn.${name}`),
  counterpart: (name) => name.replace("torch", "mindspore"),
  find(reference, context) {
    const stride = reference.call && strideOf(reference, context);
    const silent = reference.call !== undefined && stride !== undefined;
    return {
      at: reference.call ?? reference.node,
      verdict: "adapted",
      effect: silent ? "silent" : "loud",
      name: reference.name,
      message: message(reference, stride),
      mend: () => mend(reference, stride, context),
    };
  },
});

function message(reference: Reference, stride: string | undefined): string {
  const name = shortName(reference.name);
  if (!reference.call) return `MindSpore's ${name} has a stride of 1 by default, and where this class is called cannot be seen. Write stride= at the call.`;
  if (stride === undefined) return `MindSpore's ${name} takes pad_mode before padding.`;
  return `MindSpore's stride defaults to 1, not to kernel_size. Write stride=${stride}.`;
}

/** The stride to write out: the kernel's size, where torch's call leaves it to that. */
function strideOf(reference: Reference, { text }: Context): string | undefined {
  const stride = argumentOf(reference.call!, "stride", 1);
  if (stride && text.slice(stride.value.start, stride.value.end) !== "None") return undefined;
  const kernel = argumentOf(reference.call!, "kernel_size", 0);
  return kernel ? text.slice(kernel.value.start, kernel.value.end) : undefined;
}

function mend(reference: Reference, stride: string | undefined, context: Context): Mend | Refusal {
  const to = reference.name.replace("torch", "mindspore");
  if (!reference.call) return transfer(reference, { to }, context);
  const kernel = argumentOf(reference.call, "kernel_size", 0);
  if (stride !== undefined && kernel && !isSimple(kernel.value))
    return { refused: "kernel_size is computed in place: give it a name first, since stride must be the same value." };
  const padding = argumentOf(reference.call, "padding", 2);
  const pads = padding !== undefined && !isZero(padding.value);
  const needsMode = pads || PAD_MODE_ONLY.some((name) => reference.call!.arguments.some((a) => a.name === name && !isDefault(context.text.slice(a.value.start, a.value.end))));
  const mapping: Mapping & { to: string } = {
    to,
    parameters: {
      ...(stride !== undefined ? { stride: { drop: true } } : {}),
      ...(pads ? {} : { padding: { drop: true } }),
    },
    add: {
      ...(stride !== undefined ? { stride } : {}),
      ...(needsMode ? { pad_mode: quote("pad", context.text) } : {}),
    },
  };
  const result = transfer(reference, mapping, context);
  if (isRefusal(result)) return result;
  const known = !pads || isNumber(padding.value, context.model.kindOf(padding.value));
  const form = [stride !== undefined ? "stride" : "", needsMode ? "pad" : "", pads && !known ? "padding:unknown" : ""].filter(Boolean).join("+");
  return {
    ...result,
    forms: result.forms.map((f) => `${f}/${form || "plain"}`),
    unsafe: result.unsafe ?? (known ? undefined : `${context.text.slice(padding.value.start, padding.value.end)} may be a tuple`),
  };
}

/** Arguments that MindSpore takes only together with pad_mode='pad'. */
const PAD_MODE_ONLY = ["ceil_mode", "dilation", "return_indices"];

const isDefault = (text: string): boolean => /^(False|1|\(1, ?1(, ?1)?\))$/.test(text);
