import { BROADCAST_ALL, LAZY_PROPERTY } from "../definitions/distributions.ts";
import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual } from "./entries.ts";

const instead = (text: string): Mapping => ({ instead: text });

const OF_DEVICE =
  "MindSpore's types know no device: ms.Tensor(data, dtype) makes a tensor, x.astype(dtype) changes one, with dtype ";
const FUSER = "A switch of torch's compiler: leave it out.";
const SHARDED =
  'MindSpore shards when it compiles: AutoParallel(net, parallel_mode="semi_auto") of ms.parallel.auto_parallel.';
const RECOMPUTE = "cell.recompute() on each layer does it: what it computes is computed again for the gradient.";
const PYTHON = "Python's own multiprocessing has the same name, and MindSpore's tensors do not travel: send arrays.";
const TREE = "Write the loops over lists and dictionaries: MindSpore's gradients are plain tuples.";
const PRIVATE = "This is private to torch: write it out, or leave it out.";

/** Names that programs use although torch's own listing leaves them out: private ones, and old ones. */
export const TORCH_UNLISTED = defineNamespace("torch", {
  "cuda.FloatTensor": instead(`${OF_DEVICE}ms.float32.`),
  "cuda.HalfTensor": instead(`${OF_DEVICE}ms.float16.`),
  "cuda.DoubleTensor": instead(`${OF_DEVICE}ms.float64.`),
  "cuda.LongTensor": instead(`${OF_DEVICE}ms.int64.`),
  "cuda.IntTensor": instead(`${OF_DEVICE}ms.int32.`),
  "cuda.ByteTensor": instead(`${OF_DEVICE}ms.uint8.`),
  "cuda.BoolTensor": instead(`${OF_DEVICE}ms.bool_.`),
  "cuda.profiler.profile": instead("Write with ms.profiler.profile() as profiler:."),
  // Devices of other makers, of which MindSpore finds none.
  ...each("mlu sdaa musa hpu neuron", (maker) =>
    manual("device", `MindSpore has no backend for ${maker}: leave it out.`),
  ),
  ...Object.fromEntries(
    "xpu mps mtia mlu sdaa musa hpu neuron".split(" ").flatMap((maker): [string, Mapping][] => [
      // The rule that folds choices between devices answers for Apple's.
      ...(maker === "mps" ? [] : [[`${maker}.is_available`, { says: "False" }] as [string, Mapping]]),
      [`${maker}.device_count`, { says: "0" }],
    ]),
  ),
  "ByteStorage.from_buffer": instead("Write ms.Tensor.from_numpy(numpy.frombuffer(data, numpy.uint8).copy())."),
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
  _C: instead(PRIVATE),
  "_C._get_tracing_state": { says: "None" },
  "_C._jit_override_can_fuse_on_cpu": instead(FUSER),
  "_C._jit_override_can_fuse_on_gpu": instead(FUSER),
  "_C._jit_set_nvfuser_enabled": instead(FUSER),
  "_C._jit_set_profiling_executor": instead(FUSER),
  "_C._jit_set_profiling_mode": instead(FUSER),
  "_C._jit_set_texpr_fuser_enabled": instead(FUSER),
  "_C._nn._parse_to": instead("Model.to takes a dtype in MindSpore, and no device: leave the parsing out."),
  "__config__.show": instead("MindSpore does not tell how it was built: leave it out."),
  "_dynamo.OptimizedModule": instead("A compiled Cell stays a Cell: leave the test out."),
  _foreach_add_: instead("Write [a + b for a, b in zip(first, second)]: nothing is added in place."),
  _foreach_mul_: instead("Write [a * factor for a in tensors]: nothing is multiplied in place."),
  "_six.inf": instead("Write math.inf."),
  "autograd.Variable._execution_engine.queue_callback": instead(
    "MindSpore calls nothing back after a gradient: go on after ms.value_and_grad.",
  ),
  "distributed.Backend.NCCL": instead('The backend follows from the device: leave it out, or write "hccl" for Ascend.'),
  "distributed.dist_backend.GLOO": instead("The backend follows from the device: leave it out."),
  "distributed._backend": instead("Write mint.distributed.get_backend()."),
  "distributed.distributed_c10d._get_default_group": instead("Write ms.communication.GlobalComm.WORLD_COMM_GROUP."),
  "distributed.group.WORLD": instead("Write ms.communication.GlobalComm.WORLD_COMM_GROUP, or leave the group out."),
  "distributed.reduce_op.SUM": instead('Write op="sum", the default.'),
  "distributed._tensor.Replicate": instead('Write "None" for the axis in ms.Layout(…)("None", "None").'),
  "distributed._tensor.Shard": instead('Name the axis in ms.Layout((4,), ("model",))("model", "None").'),
  "distributed.tensor.DTensor": instead(
    "A tensor that is spread over devices has no class of its own: leave the test out.",
  ),
  "distributed.algorithms._checkpoint.checkpoint_wrapper.CheckpointImpl.NO_REENTRANT": instead(RECOMPUTE),
  "distributed.algorithms._checkpoint.checkpoint_wrapper.apply_activation_checkpointing": instead(RECOMPUTE),
  "distributed.algorithms._checkpoint.checkpoint_wrapper.checkpoint_wrapper": instead(RECOMPUTE),
  "distributed.checkpoint.state_dict.StateDictOptions": instead(
    "Write ms.save_checkpoint(model, path): it takes no options of this kind.",
  ),
  "distributed.checkpoint.state_dict.get_model_state_dict": instead(
    "Write ms.save_checkpoint(model, path) in each process.",
  ),
  "distributed.checkpoint.state_dict.get_optimizer_state_dict": instead(
    "Write ms.save_checkpoint(optimizer, path) in each process.",
  ),
  "distributed.checkpoint.state_dict.set_model_state_dict": instead(
    "Write ms.load_param_into_net(model, ms.load_checkpoint(path)).",
  ),
  "distributed.checkpoint.state_dict.set_optimizer_state_dict": instead(
    "Write ms.load_param_into_net(optimizer, ms.load_checkpoint(path)).",
  ),
  "distributed.fsdp.fully_sharded_data_parallel.CPUOffload": instead(SHARDED),
  "distributed.fsdp.fully_sharded_data_parallel.MixedPrecision": instead(
    'Write ms.amp.auto_mixed_precision(model, "O1").',
  ),
  "distributed.fsdp.sharded_grad_scaler.ShardedGradScaler": instead("Write ms.amp.DynamicLossScaler(2**16, 2, 2000)."),
  "hub.HASH_REGEX.search": instead(PRIVATE),
  "hub._get_torch_home": instead(PRIVATE),
  "multiprocessing.Manager": instead(PYTHON),
  "multiprocessing.Process": instead(PYTHON),
  "multiprocessing.current_process": instead(PYTHON),
  "multiprocessing.get_context": instead(PYTHON),
  "multiprocessing.get_start_method": instead(PYTHON),
  "multiprocessing.set_start_method": instead(PYTHON),
  "multiprocessing.Queue": instead(PYTHON),
  "multiprocessing.Pool": instead(PYTHON),
  "nested.nested_tensor": instead(
    "MindSpore has no nested tensors: pad by zeros, and keep the lengths or a mask beside them.",
  ),
  "nn.modules.utils._pair": instead("Write x if isinstance(x, tuple) else (x, x)."),
  "nn.modules.utils._single": instead("Write x if isinstance(x, tuple) else (x,)."),
  "onnx._export": instead('Write ms.export(net, x, file_name="net", file_format="ONNX").'),
  "optim.__dict__": instead("Look the name up by getattr(ms.experimental.optim, name)."),
  "optim.optimizer.required": instead("Leave the default out: an argument without one is required."),
  "testing._internal.common_utils.TestCase": instead("Write unittest.TestCase."),
  "utils._pytree.tree_flatten": instead(TREE),
  "utils._pytree.tree_unflatten": instead(TREE),
  "utils.cpp_extension.CUDA_HOME": instead("MindSpore builds no CUDA extensions: leave it out."),
  "utils.data.dataloader._BaseDataLoaderIter": instead("A loader's iterator has no public class: write Iterator."),
  "utils.data.dataloader._MultiProcessingDataLoaderIter": instead(
    "A loader's iterator has no public class: write Iterator.",
  ),
  "utils.model_zoo._download_url_to_file": instead("Write urllib.request.urlretrieve(url, path)."),
  "utils.model_zoo.load_url": instead(
    "Fetch the file by urllib.request.urlretrieve, and convert it before ms.load_checkpoint reads it.",
  ),
  "utils.tensorboard.summary.hparams": instead("from tensorboardX.summary import hparams is the same, without torch."),
});
