import type { Edit, Mend } from "../../../finding.ts";
import { complement } from "../../../fix/decimal.ts";
import { quote } from "../../../fix/quotes.ts";
import { type Context, defineRule, type Report } from "../../../rule.ts";
import { isTorchName } from "../../../semantics/frameworks.ts";
import { argumentOf, type Reference, spreads } from "../../../semantics/reference.ts";
import type { Argument, Call } from "../../../syntax/nodes.ts";
import { isSimple, isZero } from "../../padding/support.ts";
import type { Habit } from "./habit.ts";
import { interpolation, upsampling } from "./interpolation.ts";
import { untrainedModels } from "./training-mode.ts";

const HABITS: Record<string, Habit> = {
  "mindspore.nn.Dropout": dropout,
  "mindspore.nn.Dense": dense,
  "mindspore.nn.MaxPool1d": pooling,
  "mindspore.nn.MaxPool2d": pooling,
  "mindspore.nn.AvgPool1d": pooling,
  "mindspore.nn.AvgPool2d": pooling,
  "mindspore.nn.MaxPool3d": paddedPooling,
  "mindspore.nn.AvgPool3d": paddedPooling,
  "mindspore.nn.Conv1dTranspose": transposed,
  "mindspore.nn.Conv2dTranspose": transposed,
  "mindspore.nn.Conv3dTranspose": transposed,
  "mindspore.nn.BatchNorm1d": batchNorm,
  "mindspore.nn.BatchNorm2d": batchNorm,
  "mindspore.nn.BatchNorm3d": batchNorm,
  "mindspore.nn.Conv1d": convolution,
  "mindspore.nn.Conv2d": convolution,
  "mindspore.nn.Conv3d": convolution,
  "mindspore.nn.Upsample": upsampling,
  "mindspore.ops.interpolate": interpolation,
};

/** MindSpore code written with PyTorch habits: the call means something else here, or raises. */
export default defineRule({
  name: "torch-habit",
  category: "habit",
  owns: Object.keys(HABITS),
  find(reference, context) {
    const { call } = reference;
    const habit = call && HABITS[reference.name](call, context);
    return habit && report(reference, call, habit, context);
  },
  scan: untrainedModels,
});

function report(reference: Reference, call: Call, habit: NonNullable<ReturnType<Habit>>, context: Context): Report {
  const beside = context.model.references.some((other) => isTorchName(other.name));
  const { message, edits, form, effect, unsafe } = habit;
  return {
    at: call,
    verdict: "adapted",
    effect,
    severity: beside ? "warning" : "information",
    name: reference.name,
    message,
    mend: (): Mend => ({ edits, forms: [`habit:${form}`], unsafe }),
  };
}

const source = ({ text }: Context, { value }: Argument): string => text.slice(value.start, value.end);

const keyword = (argument: Argument, name: string): Edit => ({
  start: argument.start,
  end: argument.start,
  text: `${name}=`,
});

/** `Dropout(0.3)`: the first parameter is the share that is kept. Shares above one half are MindSpore's own style. */
function dropout(call: Call, context: Context): ReturnType<Habit> {
  const first = call.arguments[0];
  if (first?.form !== "positional" || first.value.kind !== "number") return undefined;
  const value = Number(first.value.text);
  const said = source(context, first);
  const edits = [keyword(first, "p")];
  if (value === 0)
    return {
      message: `keep_prob=${said} raises. If nothing was to be dropped, write p=${said}.`,
      edits,
      form: "dropout",
      effect: "loud",
    };
  if (!(value < 0.5)) return undefined;
  return {
    message: `keep_prob=${said} drops ${Math.round((1 - value) * 1000) / 10} %. If ${Math.round(value * 1000) / 10} % was meant, write p=${said}.`,
    edits,
    form: "dropout",
    effect: "silent",
  };
}

/** `Dense(a, b, False)`: the third parameter is weight_init, and False makes every weight 0. */
function dense(call: Call, context: Context): ReturnType<Habit> {
  const third = call.arguments[2];
  if (third?.form !== "positional" || third.value.kind !== "constant" || !/True|False/.test(third.value.value))
    return undefined;
  return {
    message: `The third parameter of Dense is weight_init: ${source(context, third)} sets every weight to ${third.value.value === "True" ? 1 : 0}. Write has_bias=${source(context, third)}.`,
    edits: [keyword(third, "has_bias")],
    form: "dense",
    effect: "silent",
  };
}

/** `MaxPool2d(2)`: the stride defaults to 1. */
function pooling(call: Call, context: Context): ReturnType<Habit> {
  const padded = paddedPooling(call, context);
  if (padded) return padded;
  const kernel = argumentOf(call, "kernel_size", 0);
  if (!kernel || argumentOf(call, "stride", 1) || spreads(call)) return undefined;
  const text = source(context, kernel);
  if (!isSimple(kernel.value) || text === "1" || argumentOf(call, "pad_mode", 2)) return undefined;
  const last = call.arguments[call.arguments.length - 1];
  return {
    message: `The stride defaults to 1, not to kernel_size. If it was meant to be ${text}, write stride=${text}.`,
    edits: [{ start: last.end, end: last.end, text: `, stride=${text}` }],
    form: "pooling",
    effect: "silent",
    unsafe: "a stride of 1 may be what is meant",
  };
}

/** `MaxPool2d(3, stride=2, padding=1)`: padding counts only with pad_mode='pad'. */
function paddedPooling(call: Call, context: Context): ReturnType<Habit> {
  const padding = call.arguments.find((a) => a.name === "padding");
  const isSaid = argumentOf(call, "pad_mode", 2) !== undefined || spreads(call);
  if (!padding || isSaid || isZero(padding.value)) return undefined;
  return withPadMode(padding, "padded-pooling", context);
}

/** `BatchNorm2d(64, momentum=0.1)`: the momentum is the share that is kept. */
function batchNorm(call: Call, context: Context): ReturnType<Habit> {
  const momentum = argumentOf(call, "momentum", 2);
  if (momentum?.value.kind !== "number" || !(Number(momentum.value.text) < 0.5)) return undefined;
  const kept = complement(momentum.value.text);
  if (kept === undefined) return undefined;
  return {
    message: `momentum=${source(context, momentum)} keeps only ${Math.round(Number(momentum.value.text) * 1000) / 10} % of the running statistics. torch's ${source(context, momentum)} is ${kept}.`,
    edits: [{ start: momentum.value.start, end: momentum.value.end, text: kept }],
    form: "batchnorm",
    effect: "silent",
    unsafe: `${source(context, momentum)} may be what is meant`,
  };
}

/** `Conv2d(3, 64, 3, 1, 1)` or `padding=1` alone: padding counts only with pad_mode='pad', and comes after it. */
function convolution(call: Call, context: Context): ReturnType<Habit> {
  if (spreads(call) || call.arguments.some((a) => a.name === "pad_mode")) return undefined;
  const fifth = call.arguments[4];
  const positional = fifth?.form === "positional" && fifth.value.kind !== "string" ? fifth : undefined;
  const padding = positional ?? call.arguments.find((a) => a.name === "padding");
  if (
    !padding ||
    (!positional && isZero(padding.value)) ||
    call.arguments.slice(5).some((a) => a.form === "positional")
  )
    return undefined;
  if (!positional) return withPadMode(padding, "convolution", context);
  const mode = padMode(context);
  return {
    message: `The fifth parameter is pad_mode: ${source(context, padding)} raises. Write ${mode}, padding=${source(context, padding)}.`,
    edits: [{ start: padding.start, end: padding.start, text: `${mode}, padding=` }],
    form: "convolution",
    effect: "loud",
  };
}

/** The same of `Conv2dTranspose`. */
function transposed(call: Call, context: Context): ReturnType<Habit> {
  const habit = convolution(call, context);
  return habit && { ...habit, form: "transposed-convolution" };
}

const padMode = (context: Context): string => `pad_mode=${quote("pad", context)}`;

function withPadMode(padding: Argument, form: string, context: Context): ReturnType<Habit> {
  const mode = padMode(context);
  return {
    message: `padding raises without pad_mode='pad'. Write ${mode}, padding=${source(context, padding)}.`,
    edits: [{ start: padding.start, end: padding.start, text: `${mode}, ` }],
    form,
    effect: "loud",
  };
}
