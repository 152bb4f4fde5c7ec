import { BROADCAST_ALL, LAZY_PROPERTY } from "../definitions/distributions.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual } from "./entries.ts";
import { GPU_TYPES } from "./torch-types.ts";

const FUSER = "A switch of torch's compiler: leave it out.";
const SHARDED =
  'MindSpore shards when it compiles: AutoParallel(net, parallel_mode="semi_auto") of ms.parallel.auto_parallel.';
const RECOMPUTE = "cell.recompute() on each layer does it: what it computes is computed again for the gradient.";
const PYTHON = "Python's own multiprocessing has the same name, and MindSpore's tensors do not travel: send arrays.";
const TREE = "Write the loops over lists and dictionaries: MindSpore's gradients are plain tuples.";
const PRIVATE = "This is private to torch: write it out, or leave it out.";

/** A question to torch about a device, which torch itself knows. */
const asked = (question: string, maker: string): Mapping =>
  /xpu|mps|mtia/.test(maker) ? { proof: { inputs: ["float32[2]"], values: [`x * 2 if ${question} else x`] } } : {};

const available = (maker: string): [string, Mapping] => [
  `${maker}.is_available`,
  { says: "False", ...asked(`torch.${maker}.is_available()`, maker) },
];

/** Names that programs use although torch's own listing leaves them out: private ones, and old ones. */
export const TORCH_UNLISTED = defineNamespace("torch", {
  _check: manual("compiler", "It tells torch's compiler what holds: leave it out, or assert it."),
  "linalg.LinAlgError": manual(
    "no-counterpart",
    "MindSpore raises ValueError or RuntimeError: catch these, or compute by numpy.linalg, which has one of this name.",
  ),
  ...each("int1 int2 int3 int4 int5 int6 int7 uint1 uint2 uint3 uint4 uint5 uint6 uint7 bit", () =>
    manual(
      "quantized",
      "MindSpore has no dtype of fewer than eight bits but for bool_: ms.int8 and ms.uint8 are the smallest.",
    ),
  ),
  ...each(
    "ArgumentSpec Capsule Code CompleteArgumentSpec DeepCopyMemoTable ExcludeDispatchKeyGuard ExecutionPlan FatalError Gradient " +
      "OperatorInfo PyObjectType ScriptClass ScriptClassFunction ScriptDictIterator ScriptDictKeyIterator ScriptListIterator " +
      "ScriptObjectProperty StaticModule AVG SUM get_autocast_ipu_dtype get_autocast_xla_dtype " +
      "is_autocast_ipu_enabled is_autocast_xla_enabled set_autocast_ipu_dtype set_autocast_ipu_enabled set_autocast_xla_dtype " +
      "set_autocast_xla_enabled Tensor.const_data_ptr Tensor.name",
    () => manual("internal", PRIVATE),
  ),
  Storage: manual("no-counterpart", "MindSpore has no storages: leave it out."),
  "Tensor.volatile": manual("graph", "Nothing is recorded outside a function that is differentiated: leave it out."),
  ...each("Tensor.ipu Tensor.mtia Tensor.is_xla", () =>
    manual("device", "MindSpore's tensors are where ms.set_device says: leave it out."),
  ),
  ...each("Tensor.cfloat Tensor.cdouble", (name) =>
    manual("no-counterpart", `x.astype(ms.complex${name.endsWith("float") ? 64 : 128}) converts it.`),
  ),
  ...GPU_TYPES,
  "cuda.profiler.profile": manual("device", "Write with ms.profiler.profile() as profiler:."),
  // Devices of other makers, of which MindSpore finds none.
  ...each("mlu sdaa musa hpu neuron", (maker) =>
    manual("device", `MindSpore has no backend for ${maker}: leave it out.`),
  ),
  ...Object.fromEntries(
    "xpu mps mtia mlu sdaa musa hpu neuron".split(" ").flatMap((maker): [string, Mapping][] => [
      // The rule that folds choices between devices answers for Apple's.
      ...(maker === "mps" ? [] : [available(maker)]),
      [`${maker}.device_count`, { says: "0", ...asked(`torch.${maker}.device_count()`, maker) }],
    ]),
  ),
  "ByteStorage.from_buffer": manual(
    "internal",
    "Write ms.Tensor.from_numpy(numpy.frombuffer(data, numpy.uint8).copy()).",
  ),
  "distributions.utils.lazy_property": {
    definition: LAZY_PROPERTY,
    signatures: { torch: "(wrapped)" },
    proof: {
      inputs: ["float32[3]"],
      values: ["Twice(x).value + Twice(x).value"],
      setup:
        "from torch.distributions.utils import lazy_property\n\n\nclass Twice:\n    def __init__(self, x):\n        self.x = x\n\n    @lazy_property\n    def value(self):\n        return self.x * 2",
    },
  },
  "distributions.utils.broadcast_all": {
    definition: BROADCAST_ALL,
    signatures: { torch: "(*values)" },
    proof: {
      inputs: ["float32[2,1]", "float32[3]"],
      values: ["broadcast_all(«x, y|y, x|x, 1.0|x, y, 2»)[0]"],
      setup: "from torch.distributions.utils import broadcast_all",
    },
  },
  _C: manual("internal", PRIVATE),
  ...each("_foreach_add _foreach_mul _foreach_lerp_ _foreach_sub _foreach_div _foreach_norm", () =>
    manual("internal", "Write a loop over the tensors: MindSpore's functions take one."),
  ),
  _assert: manual("internal", "Write assert condition, message."),
  _shape_as_tensor: manual("internal", "Write ms.Tensor(x.shape)."),
  has_cuda: manual("device", 'Write ms.get_context("device_target") == "GPU".'),
  "optim.Optimizer.state": manual(
    "differs",
    "MindSpore's optimizers keep their moments as parameters of their own: read them by optimizer.parameters_dict(), and keep what a class of one's own adds in attributes.",
  ),
  "_C._get_tracing_state": {
    says: "None",
    proof: { inputs: ["float32[2]"], values: ["x * 2 if torch._C._get_tracing_state() else x"] },
  },
  "_C._jit_override_can_fuse_on_cpu": manual("compiler", FUSER),
  "_C._jit_override_can_fuse_on_gpu": manual("compiler", FUSER),
  "_C._jit_set_nvfuser_enabled": manual("compiler", FUSER),
  "_C._jit_set_profiling_executor": manual("compiler", FUSER),
  "_C._jit_set_profiling_mode": manual("compiler", FUSER),
  "_C._jit_set_texpr_fuser_enabled": manual("compiler", FUSER),
  "_C._nn._parse_to": manual("internal", "Model.to takes a dtype in MindSpore, and no device: leave the parsing out."),
  "__config__.show": manual("no-counterpart", "MindSpore does not tell how it was built: leave it out."),
  "_dynamo.OptimizedModule": manual("compiler", "A compiled Cell stays a Cell: leave the test out."),
  _foreach_add_: manual("internal", "Write [a + b for a, b in zip(first, second)]: nothing is added in place."),
  _foreach_mul_: manual("internal", "Write [a * factor for a in tensors]: nothing is multiplied in place."),
  "_six.inf": manual("no-counterpart", "Write math.inf."),
  "autograd.Variable._execution_engine.queue_callback": manual(
    "graph",
    "MindSpore calls nothing back after a gradient: go on after ms.value_and_grad.",
  ),
  "distributed.Backend.NCCL": manual(
    "distributed",
    'The backend follows from the device: leave it out, or write "hccl" for Ascend.',
  ),
  "distributed.dist_backend.GLOO": manual("distributed", "The backend follows from the device: leave it out."),
  "distributed._backend": manual("distributed", "Write mint.distributed.get_backend()."),
  "distributed.distributed_c10d._get_default_group": manual(
    "distributed",
    "Write ms.communication.GlobalComm.WORLD_COMM_GROUP.",
  ),
  "distributed.group.WORLD": manual(
    "distributed",
    "Write ms.communication.GlobalComm.WORLD_COMM_GROUP, or leave the group out.",
  ),
  "distributed.reduce_op.SUM": manual("distributed", 'Write op="sum", the default.'),
  "distributed._tensor.Replicate": manual("distributed", 'Write "None" for the axis in ms.Layout(…)("None", "None").'),
  "distributed._tensor.Shard": manual("distributed", 'Name the axis in ms.Layout((4,), ("model",))("model", "None").'),
  "distributed.tensor.DTensor": manual(
    "distributed",
    "A tensor that is spread over devices has no class of its own: leave the test out.",
  ),
  "distributed.algorithms._checkpoint.checkpoint_wrapper.CheckpointImpl.NO_REENTRANT": manual("distributed", RECOMPUTE),
  "distributed.algorithms._checkpoint.checkpoint_wrapper.apply_activation_checkpointing": manual(
    "distributed",
    RECOMPUTE,
  ),
  "distributed.algorithms._checkpoint.checkpoint_wrapper.checkpoint_wrapper": manual("distributed", RECOMPUTE),
  "distributed.checkpoint.state_dict.StateDictOptions": manual(
    "distributed",
    "Write ms.save_checkpoint(model, path): it takes no options of this kind.",
  ),
  "distributed.checkpoint.state_dict.get_model_state_dict": manual(
    "distributed",
    "Write ms.save_checkpoint(model, path) in each process.",
  ),
  "distributed.checkpoint.state_dict.get_optimizer_state_dict": manual(
    "distributed",
    "Write ms.save_checkpoint(optimizer, path) in each process.",
  ),
  "distributed.checkpoint.state_dict.set_model_state_dict": manual(
    "distributed",
    "Write ms.load_param_into_net(model, ms.load_checkpoint(path)).",
  ),
  "distributed.checkpoint.state_dict.set_optimizer_state_dict": manual(
    "distributed",
    "Write ms.load_param_into_net(optimizer, ms.load_checkpoint(path)).",
  ),
  "distributed.fsdp.fully_sharded_data_parallel.CPUOffload": manual("distributed", SHARDED),
  "distributed.fsdp.fully_sharded_data_parallel.MixedPrecision": manual(
    "distributed",
    'Write ms.amp.auto_mixed_precision(model, "O1").',
  ),
  "distributed.fsdp.sharded_grad_scaler.ShardedGradScaler": manual(
    "distributed",
    "Write ms.amp.DynamicLossScaler(2**16, 2, 2000).",
  ),
  "hub.HASH_REGEX.search": manual("no-counterpart", PRIVATE),
  "hub._get_torch_home": manual("internal", PRIVATE),
  "multiprocessing.Manager": manual("distributed", PYTHON),
  "multiprocessing.Process": manual("distributed", PYTHON),
  "multiprocessing.current_process": manual("distributed", PYTHON),
  "multiprocessing.get_context": manual("distributed", PYTHON),
  "multiprocessing.get_start_method": manual("distributed", PYTHON),
  "multiprocessing.set_start_method": manual("distributed", PYTHON),
  "multiprocessing.Queue": manual("distributed", PYTHON),
  "multiprocessing.Pool": manual("distributed", PYTHON),
  "nested.nested_tensor": manual(
    "no-counterpart",
    "MindSpore has no nested tensors: pad by zeros, and keep the lengths or a mask beside them.",
  ),
  "nn.modules.utils._pair": manual("internal", "Write x if isinstance(x, tuple) else (x, x)."),
  "nn.modules.utils._single": manual("internal", "Write x if isinstance(x, tuple) else (x,)."),
  "onnx._export": manual("compiler", 'Write ms.export(net, x, file_name="net", file_format="ONNX").'),
  "optim.__dict__": manual("internal", "Look the name up by getattr(ms.experimental.optim, name)."),
  "optim.optimizer.required": manual("no-counterpart", "Leave the default out: an argument without one is required."),
  "testing._internal.common_utils.TestCase": manual("no-counterpart", "Write unittest.TestCase."),
  "utils._pytree.tree_flatten": manual("internal", TREE),
  "utils._pytree.tree_unflatten": manual("internal", TREE),
  "utils.cpp_extension.CUDA_HOME": manual("compiler", "MindSpore builds no CUDA extensions: leave it out."),
  "utils.data.dataloader._BaseDataLoaderIter": manual(
    "no-counterpart",
    "A loader's iterator has no public class: write Iterator.",
  ),
  "utils.data.dataloader._MultiProcessingDataLoaderIter": manual(
    "internal",
    "A loader's iterator has no public class: write Iterator.",
  ),
  "utils.model_zoo._download_url_to_file": manual("internal", "Write urllib.request.urlretrieve(url, path)."),
  "utils.model_zoo.load_url": manual(
    "no-counterpart",
    "Fetch the file by urllib.request.urlretrieve, and convert it before ms.load_checkpoint reads it.",
  ),
  "utils.tensorboard.summary.hparams": manual(
    "no-counterpart",
    "from tensorboardX.summary import hparams is the same, without torch.",
  ),
});
