import type { Category } from "./finding.ts";

/** Names that mappings speak of, by the guide's system that they belong to; the first that fits holds. */
const SYSTEMS: readonly (readonly [name: RegExp, system: Category])[] = [
  [
    /^torch\.(cuda\.|cpu\.|npu\.)?amp\.|^torch\.(auto)?grad\.|^torch\.func\.|^torch\.Tensor\.(backward|grad|retain_grad)$/,
    "autodiff",
  ],
  [/^torch\.optim\.lr_scheduler\./, "scheduler"],
  [/^torch\.optim\.|\.nn\.utils\.clip_grad_/, "optimizer"],
  [/^torch\.nn\.init\./, "initialisation"],
  [
    /^torch\.(distributed|multiprocessing)\.|\.DistributedSampler$|^torch\.nn\.(parallel\.|DataParallel|SyncBatchNorm)/,
    "distributed",
  ],
  [/^torch\.(cuda|npu|mps|xpu|backends|device)\b|\.(set_default_device|channels_last)$/, "device"],
  [/^torch\.(Tensor\.)?(transpose_?|permute|swap(axes|dims)|move(dim|axis)|t_?|T|mT|adjoint)$/, "axes"],
  [/^torch\.nn\.(modules\.\w+\.)?(Module|Sequential|ModuleList|ModuleDict|ParameterList|ParameterDict)\b/, "module"],
  [/^torch\.nn\.(functional\.)?\w*dropout\w*$/i, "dropout"],
  [/^torch\.nn\.(functional\.)?batch_?norm\w*$/i, "batchnorm"],
  [/^torch\.(nn\.(parameter\.)?(Parameter|Buffer)|autograd\.Variable|from_numpy|as_tensor|utils\.data\b.*)$/, "data"],
  [/^torch\.Tensor\.(detach_?|clone|numpy|item|tolist|data|copy_|set_)$/, "data"],
];

const known = new Map<string, Category | undefined>();

/** The guide's system that a finding belongs to: a mapping's goes by the name that it speaks of. */
export function systemOf(category: Category, name: string | undefined): Category {
  if (name === undefined || category !== "api") return category;
  if (!known.has(name)) known.set(name, SYSTEMS.find(([pattern]) => pattern.test(name))?.[1]);
  return known.get(name) ?? category;
}
