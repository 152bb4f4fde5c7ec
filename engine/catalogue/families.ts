import type { Family, Mapping, Reason } from "./mapping.ts";

const family = (reason: Reason, under: string, instead: string): Family => ({ under, reason, instead });
const all = (reason: Reason, prefixes: string, instead: string): Family[] =>
  prefixes.split(" ").map((under) => family(reason, `torch.${under}`, instead));

const STREAM = "MindSpore puts work on streams itself: leave it out, and time by ms.runtime.synchronize() and a clock.";
const SHARDED =
  'MindSpore shards parameters when it compiles: AutoParallel(net, parallel_mode="semi_auto") of ms.parallel.auto_parallel.';
const WRITER = "from tensorboardX import SummaryWriter has the same methods, without torch.";

/**
 * What is said once for all names below a prefix. A name with a verdict of its own, in a mapping or by a rule, does not
 * belong to its family, and of two families the one with the longer prefix answers.
 */
export const FAMILIES: readonly Family[] = [
  family(
    "device",
    "torch.cuda",
    "MindSpore's devices are asked by ms.runtime and ms.hal, and set by ms.set_device: leave it out, or ask there.",
  ),
  family("device", "torch.cuda.Event", STREAM),
  family("device", "torch.cuda.Stream", STREAM),
  family("device", "torch.cuda.nvtx", "ms.profiler.profile names the operators by itself: leave the mark out."),
  family("device", "torch.cuda.amp", 'A model gets its precision by ms.amp.auto_mixed_precision(model, "O1").'),
  family(
    "device",
    "torch.accelerator",
    "MindSpore's devices are asked by ms.runtime and ms.hal: leave it out, or ask there.",
  ),
  ...all(
    "device",
    "mps mtia xpu cpu numa mlu sdaa musa hpu neuron",
    "MindSpore runs on Ascend, GPU and CPU: ms.set_device names the one, and this is left out.",
  ),
  family("device", "torch.npu", "MindSpore's devices are asked by ms.runtime and ms.hal, and set by ms.set_device."),
  family("device", "torch_npu", 'MindSpore runs on Ascend itself: ms.set_device("Ascend") takes the package\'s place.'),
  family(
    "device",
    "torch.backends",
    "MindSpore has none of torch's switches for its libraries: leave it out; ms.set_deterministic(True) makes it repeat itself.",
  ),
  family(
    "device",
    "torch.device",
    'MindSpore names a device by a string, "Ascend", "GPU" or "CPU", and a number beside it.',
  ),
  family("device", "torch.version", "MindSpore does not tell how it was built: ms.__version__ is all."),
  family(
    "device",
    "torch.Generator",
    "MindSpore's functions take no generator of torch's kind: ms.set_seed seeds all of them.",
  ),
  family(
    "device",
    "torch.random",
    "ms.set_seed, ms.get_rng_state and ms.set_rng_state hold the one generator of MindSpore.",
  ),
  family("compiler", "torch.compiler", "MindSpore compiles by ms.jit, which has none of these switches: leave it out."),
  family("compiler", "torch._dynamo", "MindSpore compiles by ms.jit, which has none of these switches: leave it out."),
  family(
    "compiler",
    "torch._inductor",
    "MindSpore compiles by ms.jit, which has none of these switches: leave it out.",
  ),
  family(
    "compiler",
    "torch.jit",
    'MindSpore compiles by ms.jit(function), and keeps a compiled model by ms.export(net, x, file_format="MINDIR").',
  ),
  family(
    "compiler",
    "torch.fx",
    "MindSpore shows no graph that Python could change: change the Cell's children instead.",
  ),
  family("compiler", "torch.export", 'Write ms.export(net, x, file_name="net", file_format="MINDIR").'),
  family("compiler", "torch.package", "Ship the Python files beside a checkpoint of ms.save_checkpoint."),
  family(
    "compiler",
    "torch.library",
    "An operator of one's own is ops.Custom in MindSpore, or a nn.Cell with construct and bprop.",
  ),
  family(
    "compiler",
    "torch.ops",
    "An operator of one's own is ops.Custom in MindSpore; torch's own ones have Python names, which are rewritten.",
  ),
  family("compiler", "torch.onnx", 'Write ms.export(net, x, file_name="net", file_format="ONNX").'),
  family(
    "compiler",
    "torch.utils.cpp_extension",
    "CUDA and C++ for torch do not run in MindSpore: write an operator by ops.Custom, or its formula in ops.",
  ),
  family(
    "compiler",
    "torch.overrides",
    "MindSpore's functions cannot be overridden by a tensor's class: call the class's own method.",
  ),
  family(
    "distributed",
    "torch.distributed",
    "mint.distributed has torch's names where it has them; else exchange tensors by all_gather and broadcast between processes that msrun starts.",
  ),
  family(
    "distributed",
    "torch.distributed.checkpoint",
    "Each process writes its part by ms.save_checkpoint; ms.parallel.unified_safetensors joins them.",
  ),
  family("distributed", "torch.distributed.fsdp", SHARDED),
  family(
    "distributed",
    "torch.distributed.rpc",
    "MindSpore calls no functions in other processes: start all alike by msrun and exchange tensors.",
  ),
  family(
    "distributed",
    "torch.distributed.tensor",
    "MindSpore splits a layer's work by a strategy: in_strategy=((1, 1), (1, 4)) of Cell.shard, on Ascend.",
  ),
  family(
    "distributed",
    "torch.distributed.optim",
    "MindSpore shares an optimizer's state in graphs: AutoParallel(net).hsdp() of ms.parallel.auto_parallel.",
  ),
  family(
    "distributed",
    "torch.distributed.elastic",
    "msrun starts the processes, and does not start them anew: leave it out.",
  ),
  family(
    "distributed",
    "torch.distributed.pipelining",
    "nn.PipelineCell(net, micro_size) cuts a batch; Cell.pipeline_stage says where each part runs.",
  ),
  family(
    "distributed",
    "torch.multiprocessing",
    "Start the processes by msrun, or use Python's multiprocessing and send arrays: MindSpore's tensors do not travel.",
  ),
  family(
    "distributed",
    "torch.nn.parallel",
    "The model stays as it is in MindSpore: nn.DistributedGradReducer(optimizer.parameters) averages the gradients.",
  ),
  family("distributed", "torch.futures", "concurrent.futures.Future is Python's own."),
  family(
    "graph",
    "torch.autograd",
    "MindSpore differentiates functions: ms.value_and_grad, ms.grad, ms.ops.jvp and vjp; no graph hangs at tensors.",
  ),
  family(
    "graph",
    "torch.autograd.Function",
    "A class with its own gradient is a nn.Cell with construct and bprop(self, *inputs, out, dout); what ctx keeps are bprop's arguments.",
  ),
  family(
    "graph",
    "torch.autograd.profiler",
    "Write with ms.profiler.profile() as profiler: and profiler.step() after each step.",
  ),
  family(
    "graph",
    "torch.func",
    "MindSpore differentiates functions: ms.grad, ms.value_and_grad, ms.ops.jvp and vjp, ms.jacfwd, ms.jacrev and ms.vmap.",
  ),
  family(
    "graph",
    "torch.utils.checkpoint",
    "cell.recompute() says that what a Cell computes is computed again for the gradient.",
  ),
  family(
    "graph",
    "torch.utils.hooks",
    "MindSpore's hooks are register_forward_hook and register_backward_hook of a Cell; their handles have remove().",
  ),
  family(
    "no-counterpart",
    "torch.profiler",
    "Write with ms.profiler.profile() as profiler: and profiler.step() after each step; results stand in its folder.",
  ),
  family(
    "no-counterpart",
    "torch.hub",
    "MindSpore loads no models from torch's hub: mindcv.create_model(name, pretrained=True) has image models.",
  ),
  family(
    "no-counterpart",
    "torch.serialization",
    "Checkpoints are ms.save_checkpoint and ms.load_checkpoint: they hold arrays, no classes and no devices.",
  ),
  family(
    "no-counterpart",
    "torch.distributions",
    "mindspore.nn.probability.distribution has the common ones, as cells; of others, write the draw and the density in ops.",
  ),
  family(
    "no-counterpart",
    "torch.distributions.Distribution",
    "MindSpore's distributions are cells: sample(shape), log_prob(value), mean(), var() and entropy() are methods.",
  ),
  family("no-counterpart", "torch.utils.tensorboard", WRITER),
  family(
    "no-counterpart",
    "torch.utils.benchmark",
    "Time by time.perf_counter() around calls, with ms.runtime.synchronize() before it is read.",
  ),
  family(
    "no-counterpart",
    "torch.utils.data",
    "mindspore.dataset.dataloader has Dataset, DataLoader and samplers; of a pipeline, mindspore.dataset has map and batch.",
  ),
  family("no-counterpart", "torch.utils", "It serves torch itself: write what it does in Python."),
  family("no-counterpart", "torch.utils.dlpack", "Tensors travel as arrays: x.asnumpy() and ms.Tensor.from_numpy."),
  family(
    "no-counterpart",
    "torch.utils.model_zoo",
    "Fetch the file by urllib.request.urlretrieve, and convert it before ms.load_checkpoint reads it.",
  ),
  family(
    "no-counterpart",
    "torch.optim.swa_utils",
    "Keep the averages in a second model: p.set_data(p * decay + q * (1 - decay)) for each pair of parameters after a step.",
  ),
  family(
    "no-counterpart",
    "torch.optim.lr_scheduler",
    "mindspore.experimental.optim.lr_scheduler has torch's schedulers by their names: set optimizer.param_groups' lr for others.",
  ),
  family(
    "no-counterpart",
    "torch.optim.LBFGS",
    "MindSpore has no such optimizer: scipy.optimize.minimize with the gradient of ms.value_and_grad does it.",
  ),
  family("no-counterpart", "torch.testing", "numpy.testing compares x.asnumpy()."),
  family("no-counterpart", "torch.nn.utils.prune", "Keep a mask beside the weight, and multiply by it in construct."),
  family(
    "no-counterpart",
    "torch.nn.utils.parametrize",
    "Compute the weight in construct from parameters that are free.",
  ),
  family(
    "no-counterpart",
    "torch.nn.utils.parametrizations",
    "Compute the weight in construct from parameters that are free.",
  ),
  family(
    "no-counterpart",
    "torch.nn.utils.rnn",
    "MindSpore's recurrent layers take padded tensors and seq_length=; nothing is packed.",
  ),
  family(
    "no-counterpart",
    "torch.nn.utils.stateless",
    "ms.value_and_grad takes weights=; to compute with others, load them by ms.load_param_into_net first.",
  ),
  family(
    "no-counterpart",
    "torch.nn.utils",
    "Parameters and gradients are tuples in MindSpore: write the loop over them.",
  ),
  family("no-counterpart", "torch.nn.attention", "MindSpore picks its kernels itself: leave it out."),
  family(
    "no-counterpart",
    "torch.nn.ParameterDict",
    "Make each parameter an attribute of its own: setattr(self, name, ms.Parameter(...)).",
  ),
  family(
    "no-counterpart",
    "torch.nn.ParameterList",
    "Make each parameter an attribute of its own: setattr(self, name, ms.Parameter(...)).",
  ),
  family(
    "no-counterpart",
    "torch.nn.Embedding",
    "The layer's parameter is embedding_table in MindSpore, its sizes vocab_size and embedding_size.",
  ),
  family(
    "no-counterpart",
    "torch.nn.EmbeddingBag",
    "MindSpore has no such layer: nn.Embedding, and sum or mean over the bag.",
  ),
  family(
    "no-counterpart",
    "torch.nn.MultiheadAttention",
    "MindSpore's layer keeps its projections as in_proj_weight and out_proj; call the layer itself.",
  ),
  family(
    "no-counterpart",
    "torch.nn.SyncBatchNorm",
    "MindSpore's layer has num_features, eps, momentum, moving_mean, moving_variance, gamma and beta.",
  ),
  family(
    "no-counterpart",
    "torch.GradScaler",
    "ms.amp.DynamicLossScaler(scale_value, scale_factor, scale_window) is told its factors when it is made.",
  ),
  family("no-counterpart", "torch.amp", 'A model gets its precision by ms.amp.auto_mixed_precision(model, "O1").'),
  family("no-counterpart", "torch.finfo", "numpy.finfo(ms.dtype_to_nptype(dtype)) tells the same of float dtypes."),
  family("no-counterpart", "torch.iinfo", "numpy.iinfo(ms.dtype_to_nptype(dtype)) tells the same."),
  family(
    "no-counterpart",
    "torch.Size",
    "A shape is a plain tuple in MindSpore: math.prod(shape) is its number of elements.",
  ),
  family(
    "no-counterpart",
    "torch.nested",
    "MindSpore has no nested tensors: pad by zeros, and keep the lengths or a mask beside them.",
  ),
  family(
    "no-counterpart",
    "torch.masked",
    "Keep a mask beside the tensor: ops.where and sums divided by the mask's sum.",
  ),
  family("no-counterpart", "torch.signal", "scipy.signal.windows makes the window: ms.Tensor(window, ms.float32)."),
  family("no-counterpart", "torch.quasirandom", "scipy.stats.qmc draws the points: ms.Tensor(points, ms.float32)."),
  family("quantized", "torch.ao", "MindSpore's models are quantized by the package mindspore_gs (golden-stick)."),
  family(
    "quantized",
    "torch.quantization",
    "MindSpore's models are quantized by the package mindspore_gs (golden-stick).",
  ),
  family(
    "quantized",
    "torch.nn.quantized",
    "MindSpore's models are quantized by the package mindspore_gs (golden-stick).",
  ),
  family(
    "quantized",
    "torch.nn.intrinsic",
    "MindSpore's models are quantized by the package mindspore_gs (golden-stick).",
  ),
  family(
    "sparse",
    "torch.sparse",
    "MindSpore's sparse tensors are ms.COOTensor and ms.CSRTensor: few functions take them; multiply by ops.SparseTensorDenseMatmul.",
  ),
  family("internal", "torch.nn.modules", "It is private to torch: write it out."),
  family("internal", "torch.nn.init", "It is private to torch: parameters are filled by p.set_data(initializer(...))."),
  family("internal", "torch._C", "This is private to torch: write it out, or leave it out."),
  family("internal", "torch._utils", "This is private to torch: write it out, or leave it out."),
  family("internal", "torch.return_types", "MindSpore gives plain tuples: take the items by number."),
  family("internal", "torch.types", "MindSpore's types have no names of this kind: leave the annotation out."),
  family("internal", "torch.storage", "MindSpore has no storages: leave it out."),
  family(
    "no-counterpart",
    "torchvision.models",
    "MindSpore has no models of its own: mindcv.create_model(name, pretrained=True) of the package mindcv has the same architectures.",
  ),
  family(
    "no-counterpart",
    "torchvision.models.detection",
    "MindSpore has no models of its own: the packages mindyolo and mindcv have detectors.",
  ),
  family(
    "no-counterpart",
    "torchvision.datasets",
    "Read the files in a class with __getitem__ and __len__, for mindspore.dataset.GeneratorDataset or its DataLoader.",
  ),
  family(
    "differs",
    "torchvision.transforms",
    "mindspore.dataset.vision has transforms of NumPy arrays under like names; of tensors, write the operation in ops.",
  ),
  family(
    "differs",
    "torchvision.transforms.v2",
    "mindspore.dataset.vision has transforms of NumPy arrays under like names; boxes and masks are transformed by one's own code.",
  ),
  family(
    "differs",
    "torchvision.transforms.functional",
    "mindspore.dataset.vision.Name()(image) applies a transform at once, to a NumPy array with channels last.",
  ),
  family(
    "no-counterpart",
    "torchvision.ops",
    "Write it in ops: MindSpore has ops.NMSWithMask, ops.ROIAlign and ops.iou of this kind.",
  ),
  family("no-counterpart", "torchvision.tv_tensors", "Images, boxes and masks are plain tensors in MindSpore."),
  family("no-counterpart", "torchvision.io", "Read by PIL.Image.open or imageio, and numpy.asarray."),
  family(
    "no-counterpart",
    "torchvision.utils",
    "Draw by PIL.ImageDraw or matplotlib on NumPy arrays of bytes with channels last.",
  ),
  family(
    "no-counterpart",
    "torchvision",
    "MindSpore has no package beside it of this kind: the package mindcv has models, mindspore.dataset has data sets and transforms.",
  ),
];

const ANSWERS = new Map(FAMILIES.map(({ under, reason, instead }) => [under, { reason, instead } satisfies Mapping]));

/** The prefix of the family that a name belongs to: the longest of those it begins with. */
export function familyOf(name: string): string | undefined {
  for (let end = name.length; end > 0; end = name.lastIndexOf(".", end - 1)) {
    const prefix = name.slice(0, end);
    if (ANSWERS.has(prefix)) return prefix;
  }
  return undefined;
}

/** What is said of a name by its family. */
export function answerOfFamily(name: string): Mapping | undefined {
  const prefix = familyOf(name);
  return prefix === undefined ? undefined : ANSWERS.get(prefix);
}
