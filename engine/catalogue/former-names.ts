import { atLeast, type MindSporeVersion } from "../target.ts";
import { formatSignature, mindsporeHas, mindsporeSignatures } from "./signatures.ts";

/** Names of MindSpore that go by another one now and stand for the same thing. */
const RENAMED: Readonly<Record<string, string>> = {
  "mindspore.ms_function": "mindspore.jit",
  "mindspore.ms_class": "mindspore.jit_class",
  "mindspore.nn.loss.loss._Loss": "mindspore.nn.LossBase",
  "mindspore.train.model.Model": "mindspore.train.Model",
  "mindspore.train.callback.LossMonitor": "mindspore.train.LossMonitor",
  "mindspore.train.callback.TimeMonitor": "mindspore.train.TimeMonitor",
  "mindspore.train.callback.ModelCheckpoint": "mindspore.train.ModelCheckpoint",
  "mindspore.train.callback.CheckpointConfig": "mindspore.train.CheckpointConfig",
};

/** Modules whose names stand in a shorter one too. */
const MOVED: readonly (readonly [from: string, to: string])[] = [
  ["mindspore.ops.operations.", "mindspore.ops."],
  ["mindspore.ops.functional.", "mindspore.ops."],
  ["mindspore.ops.composite.", "mindspore.ops."],
  ["mindspore.context.", "mindspore."],
  ["mindspore.train.serialization.", "mindspore."],
];

/** Names that still work, and what MindSpore's own documentation sends their users to. */
export const DISCOURAGED: Readonly<Record<string, string>> = {
  "mindspore.nn.ResizeBilinear": 'Write nn.Upsample(size, mode="bilinear").',
  "mindspore.ops.ResizeBilinear":
    "Write ops.ResizeBilinearV2(align_corners, half_pixel_centers), which is given the size where it is called.",
  "mindspore.nn.probability": "It is kept for old programs: new ones write densities in ops.",
};

/** What MindSpore warns of when it is called, from a version on, and what to do instead. */
const WARNED: readonly (readonly [names: string, since: MindSporeVersion, instead: string])[] = [
  ["Profiler profiler.Profiler", "2.7", "Write with ms.profiler.profile(…) as profiler."],
  ["nn.Range", "2.7", "Write ops.range(start, end, step)."],
  ["nn.Moments", "2.7", "Write ops.var_mean(x, axis, ddof=0), which gives the variance first."],
  [
    "ops.NPUAllocFloatStatus ops.NPUGetFloatStatus ops.NPUClearFloatStatus",
    "2.7",
    "Write ms.amp.all_finite(gradients), or train by nn.TrainOneStepWithLossScaleCell.",
  ],
  ["load_mindir save_mindir", "2.5", "Write ms.load and ms.export."],
];

/** What to do instead of what a version warns of. */
export function warnedOf(name: string, version: MindSporeVersion): string | undefined {
  const found = WARNED.find(
    ([names, since]) => atLeast(version, since) && names.split(" ").some((one) => name === `mindspore.${one}`),
  );
  return found?.[2];
}

/** Names that went before the first version whose sources were read. */
export const LONG_GONE: Readonly<Record<string, string>> = {
  "mindspore.ops.ControlDepend":
    "ops.depend(value, first) says what comes first; in one function, statements are run in order.",
  "mindspore.ops.control_depend":
    "ops.depend(value, first) says what comes first; in one function, statements are run in order.",
};

/** Names that a version has though its sources do not show it: they are given when MindSpore is imported. */
export const UNSEEN: ReadonlySet<string> = new Set([
  "mindspore.Parameter.data",
  "mindspore.Tensor.is_complex",
  "mindspore.Tensor.is_signed",
  "mindspore.ops.deprecated",
]);

/** A name in the shorter one of two modules that have it, or had. */
export function shortened(name: string): string {
  const moved = MOVED.find(([from]) => name.startsWith(from));
  return moved ? moved[1] + name.slice(moved[0].length) : name;
}

/** The name that a former name goes by in a version, where it has it. */
export function presentName(name: string, version: MindSporeVersion): string | undefined {
  const to = RENAMED[name] ?? shortened(name);
  return to !== name && mindsporeHas(to, version) ? to : undefined;
}

/** What MindSpore names in the place of a deprecated name, where that takes the same arguments. */
export function replacementOf(name: string, instead: string, version: MindSporeVersion): string | undefined {
  const space = name.slice(0, name.lastIndexOf("."));
  const candidates = [instead, `mindspore.${instead}`, `${space}.${instead}`];
  const to = candidates.find((candidate) => candidate !== name && mindsporeHas(candidate, version));
  return to && takes(to, version) === takes(name, version) ? to : undefined;
}

const takes = (name: string, version: MindSporeVersion): string =>
  mindsporeSignatures(name, version)
    .map((signature) => formatSignature("", { parameters: signature.parameters }))
    .join("\n");
