import { atLeast, type MindSporeVersion } from "../target.ts";

/** A module of MindSpore that is gone. */
export interface FormerModule {
  readonly name: string;
  /** The version that was found to lack it. */
  readonly gone: MindSporeVersion;
  /** The module that has its names now. */
  readonly to?: string;
  /** Names that are said otherwise there: by another name, or with an argument for what was the only way. */
  readonly differs?: Readonly<
    Record<string, { readonly name?: string; readonly add?: string; readonly takes?: string }>
  >;
  /** What to do where no module has its names. */
  readonly advice?: string;
}

/** What was the only way of the transforms in Python: images by channel first, and decoded as PIL's. */
const PYTHON_TRANSFORMS: FormerModule["differs"] = {
  Decode: { add: "to_pil=True" },
  Normalize: { add: "is_hwc=False" },
  NormalizePad: { add: "is_hwc=False" },
  Cutout: { name: "CutOut", add: "is_hwc=False" },
  ToType: { takes: "one positional argument" },
};

const QUANTISATION = "Quantisation is in MindSpore Golden Stick now: import mindspore_gs.";

const FORMER: readonly FormerModule[] = [
  {
    name: "mindspore.dataset.vision.c_transforms",
    gone: "2.10",
    to: "mindspore.dataset.vision",
    differs: { Decode: { takes: "no argument" } },
  },
  {
    name: "mindspore.dataset.vision.py_transforms",
    gone: "2.10",
    to: "mindspore.dataset.vision",
    differs: PYTHON_TRANSFORMS,
  },
  { name: "mindspore.dataset.transforms.c_transforms", gone: "2.10", to: "mindspore.dataset.transforms" },
  {
    name: "mindspore.dataset.transforms.py_transforms",
    gone: "2.10",
    to: "mindspore.dataset.transforms",
    differs: { OneHotOp: { name: "OneHot" } },
  },
  { name: "mindspore.profiler.profiling", gone: "2.7", to: "mindspore.profiler" },
  { name: "mindspore.compression", gone: "2.7", advice: QUANTISATION },
  { name: "mindspore.train.quant", gone: "2.7", advice: QUANTISATION },
  { name: "mindspore.nn.transformer", gone: "2.7", advice: "Its layers are in MindFormers now: import mindformers." },
  {
    name: "mindspore._checkparam.Validator",
    gone: "2.7",
    advice: "It is MindSpore's own: its checks are functions of mindspore._checkparam, which may change again.",
  },
  { name: "mindspore.explainer", gone: "2.7", advice: "It is MindSpore XAI now: import mindspore_xai." },
];

/** The module that is gone, or moved and kept for old programs, that a name is or is in. */
export const formerModule = (name: string): FormerModule | undefined =>
  FORMER.find((former) => name === former.name || name.startsWith(`${former.name}.`));

/** Whether a version lacks a module that is gone. */
export const lacks = (version: MindSporeVersion, { gone }: FormerModule): boolean => atLeast(version, gone);
