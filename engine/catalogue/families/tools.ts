import { familiesOf } from "../mapping.ts";

/** Distributions, data, checkpoints, and what serves programs. */
export const TOOLS = familiesOf("no-counterpart", {
  "torch.profiler":
    "Write with ms.profiler.profile() as profiler: and profiler.step() after each step; results stand in its folder.",
  "torch.hub":
    "MindSpore loads no models from torch's hub: mindcv.create_model(name, pretrained=True) has image models.",
  "torch.serialization":
    "Checkpoints are ms.save_checkpoint and ms.load_checkpoint: they hold arrays, no classes and no devices.",
  "torch.distributions":
    "mindspore.nn.probability.distribution has the common ones, as cells; of others, write the draw and the density in ops.",
  "torch.distributions.Distribution":
    "MindSpore's distributions are cells: sample(shape), log_prob(value), mean(), var() and entropy() are methods.",
  "torch.utils.tensorboard": "from tensorboardX import SummaryWriter has the same methods, without torch.",
  "torch.utils.benchmark": "Time by time.perf_counter() around calls, with ms.runtime.synchronize() before it is read.",
  "torch.utils.data":
    "mindspore.dataset.dataloader has Dataset, DataLoader and samplers; of a pipeline, mindspore.dataset has map and batch.",
  "torch.utils": "It serves torch itself: write what it does in Python.",
  "torch.utils.dlpack": "Tensors travel as arrays: x.asnumpy() and ms.Tensor.from_numpy.",
  "torch.utils.model_zoo":
    "Fetch the file by urllib.request.urlretrieve, and convert it before ms.load_checkpoint reads it.",
  "torch.optim.swa_utils":
    "Keep the averages in a second model: ops.assign(p, p * decay + q * (1 - decay)) for each pair of parameters after a step.",
  "torch.optim.lr_scheduler":
    "mindspore.experimental.optim.lr_scheduler has torch's schedulers by their names: set optimizer.param_groups' lr for others.",
  "torch.optim.LBFGS":
    "MindSpore has no such optimizer: scipy.optimize.minimize with the gradient of ms.value_and_grad does it.",
  "torch.testing": "numpy.testing compares x.asnumpy().",
  "torch.GradScaler":
    "ms.amp.DynamicLossScaler(scale_value, scale_factor, scale_window) is told its factors when it is made.",
  "torch.amp": 'A model gets its precision by ms.amp.auto_mixed_precision(model, "O1").',
  "torch.finfo": "numpy.finfo(ms.dtype_to_nptype(dtype)) tells the same of float dtypes.",
  "torch.iinfo": "numpy.iinfo(ms.dtype_to_nptype(dtype)) tells the same.",
  "torch.Size": "A shape is a plain tuple in MindSpore: math.prod(shape) is its number of elements.",
  "torch.nested": "MindSpore has no nested tensors: pad by zeros, and keep the lengths or a mask beside them.",
  "torch.masked": "Keep a mask beside the tensor: ops.where and sums divided by the mask's sum.",
  "torch.signal": "scipy.signal.windows makes the window: ms.Tensor(window, ms.float32).",
  "torch.quasirandom": "scipy.stats.qmc draws the points: ms.Tensor(points, ms.float32).",
});
