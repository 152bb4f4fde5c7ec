import { answerOfFamily } from "./families.ts";
import type { Mapping, Namespace } from "./mapping.ts";
import { FFT_RARE, LINALG_RARE, SPECIAL_RARE } from "./mappings/algebra-rare.ts";
import { AUTOGRAD, TRANSFORMS } from "./mappings/autograd.ts";
import { DATA } from "./mappings/data.ts";
import { ACCELERATOR, BACKENDS, CUDA, ENVIRONMENT } from "./mappings/devices.ts";
import { DISTRIBUTED, PARALLEL, PROCESSES } from "./mappings/distributed.ts";
import { DISTRIBUTIONS } from "./mappings/distributions.ts";
import { FUNCTIONAL } from "./mappings/functional.ts";
import { FUNCTIONAL_ACTIVATIONS } from "./mappings/functional-activations.ts";
import { FUNCTIONAL_LOSSES } from "./mappings/functional-losses.ts";
import { INIT } from "./mappings/init.ts";
import { MODULE_MEMBERS, OPTIMIZER_MEMBERS, SCHEDULER_MEMBERS } from "./mappings/members.ts";
import {
  DTYPE_MEMBERS,
  MODULE_DICT_MORE,
  MODULE_LIST_MORE,
  MODULE_MORE,
  OPTIM_MORE,
  OPTIMIZER_MORE,
  SEQUENTIAL_MORE,
} from "./mappings/members-more.ts";
import { NN } from "./mappings/nn.ts";
import { NN_ACTIVATIONS } from "./mappings/nn-activations.ts";
import { NN_LOSSES } from "./mappings/nn-losses.ts";
import { FUNCTIONAL_MORE, NN_MORE } from "./mappings/nn-more.ts";
import { NN_RARE, NN_UTILITIES } from "./mappings/nn-rare.ts";
import { NN_SEQUENCES } from "./mappings/nn-sequences.ts";
import { OPTIM, SCHEDULERS } from "./mappings/optim.ts";
import { PRECISION } from "./mappings/precision.ts";
import { SHARDING } from "./mappings/sharding.ts";
import { TENSOR } from "./mappings/tensor.ts";
import { TENSOR_BOOKKEEPING } from "./mappings/tensor-bookkeeping.ts";
import { TENSOR_INPLACE } from "./mappings/tensor-inplace.ts";
import { TENSOR_METHODS } from "./mappings/tensor-methods.ts";
import { TENSOR_KEPT } from "./mappings/tensor-rare.ts";
import { COMPILER, TOOLS } from "./mappings/tooling.ts";
import { FFT, LINALG, SPECIAL } from "./mappings/torch-algebra.ts";
import { TORCH_ARRANGEMENT } from "./mappings/torch-arrangement.ts";
import { TORCH_CREATION } from "./mappings/torch-creation.ts";
import { TORCH_ELEMENTWISE } from "./mappings/torch-elementwise.ts";
import { TORCH_INTERNALS } from "./mappings/torch-internals.ts";
import { TORCH_MATH } from "./mappings/torch-math.ts";
import { TORCH_MATRICES } from "./mappings/torch-matrices.ts";
import { TENSOR_RARE, TORCH_RARE } from "./mappings/torch-rare.ts";
import { TORCH_REDUCTIONS } from "./mappings/torch-reductions.ts";
import { TORCH_SETTINGS } from "./mappings/torch-settings.ts";
import { TORCH_SHAPE } from "./mappings/torch-shape.ts";
import { TORCH_TYPES } from "./mappings/torch-types.ts";
import { TORCH_UNLISTED } from "./mappings/torch-unlisted.ts";
import { TRANSFORMS_OF_IMAGES } from "./mappings/torchvision.ts";
import { VISION_DATASETS, VISION_MODELS, VISION_TOOLS } from "./mappings/torchvision-data.ts";
import { WRITTEN_FUNCTIONS, WRITTEN_METHODS } from "./mappings/written-pairs.ts";
import { isPublicModule, mindsporeHas } from "./signatures.ts";

export const NAMESPACES: readonly Namespace[] = [
  TORCH_TYPES,
  TORCH_CREATION,
  TORCH_MATH,
  TORCH_REDUCTIONS,
  TORCH_SHAPE,
  TENSOR,
  TENSOR_METHODS,
  TENSOR_INPLACE,
  NN,
  NN_ACTIVATIONS,
  NN_LOSSES,
  NN_SEQUENCES,
  FUNCTIONAL,
  FUNCTIONAL_ACTIVATIONS,
  FUNCTIONAL_LOSSES,
  INIT,
  OPTIM,
  SCHEDULERS,
  DATA,
  ENVIRONMENT,
  CUDA,
  ACCELERATOR,
  BACKENDS,
  PRECISION,
  AUTOGRAD,
  TRANSFORMS,
  LINALG,
  FFT,
  SPECIAL,
  TORCH_RARE,
  TENSOR_RARE,
  NN_RARE,
  NN_UTILITIES,
  DISTRIBUTIONS,
  DISTRIBUTED,
  PARALLEL,
  PROCESSES,
  SHARDING,
  COMPILER,
  TOOLS,
  TRANSFORMS_OF_IMAGES,
  VISION_DATASETS,
  VISION_MODELS,
  VISION_TOOLS,
  TORCH_UNLISTED,
  MODULE_MEMBERS,
  OPTIMIZER_MEMBERS,
  SCHEDULER_MEMBERS,
  TORCH_ELEMENTWISE,
  TORCH_ARRANGEMENT,
  TORCH_MATRICES,
  LINALG_RARE,
  FFT_RARE,
  SPECIAL_RARE,
  TENSOR_KEPT,
  TENSOR_BOOKKEEPING,
  NN_MORE,
  FUNCTIONAL_MORE,
  MODULE_MORE,
  SEQUENTIAL_MORE,
  MODULE_LIST_MORE,
  MODULE_DICT_MORE,
  OPTIM_MORE,
  OPTIMIZER_MORE,
  DTYPE_MEMBERS,
  TORCH_INTERNALS,
  TORCH_SETTINGS,
  WRITTEN_FUNCTIONS,
  WRITTEN_METHODS,
];

const BY_NAME = new Map<string, Mapping>(
  NAMESPACES.flatMap(({ prefix, mappings }) =>
    Object.entries(mappings).map(([name, mapping]) => [`${prefix}.${name}`, mapping] as const),
  ),
);

/** What is said of a module that stands alone: what matters is what is taken from it. */
const MODULE: Mapping = {
  reason: "holder",
  instead: "Name what is taken from it, and that is rewritten.",
};

/** What the mappings say of a name that none of them names: a module, or a member of a family. */
const generalAnswer = (name: string): Mapping | undefined => (isPublicModule(name) ? MODULE : answerOfFamily(name));

/**
 * The mapping of a qualified torch name, of its family where it has none of its own; of a MindSpore tensor's method too
 * where MindSpore has none of that name, and of a Cell's that is written out: its class may have been rewritten before.
 */
export function mappingOf(name: string): Mapping | undefined {
  if (!name.startsWith("mindspore.")) return BY_NAME.get(name) ?? generalAnswer(name);
  const mapping = BY_NAME.get(torchNameOf(name));
  if (name.startsWith(CELL)) return mapping?.definition && mapping;
  return name.startsWith("mindspore.Tensor.") && !mindsporeHas(name, NEWEST) ? mapping : undefined;
}

const CELL = "mindspore.nn.Cell.";
const NEWEST = "2.10";

/** The name in torch of a member whose value may be MindSpore's already. */
export const torchNameOf = (name: string): string =>
  name.startsWith(CELL)
    ? `torch.nn.Module.${name.slice(CELL.length)}`
    : name.startsWith("mindspore.")
      ? `torch.${name.slice("mindspore.".length)}`
      : name;

/** All mapped names. */
export const mappedNames = (): Iterable<string> => BY_NAME.keys();
