import { familiesOf } from "../mapping.ts";

const STREAM = "MindSpore puts work on streams itself: leave it out, and time by ms.runtime.synchronize() and a clock.";
const ONE_DEVICE = "MindSpore runs on Ascend, GPU and CPU: ms.set_device names the one, and this is left out.";

/** Devices, their memory, streams and libraries. */
export const DEVICES = familiesOf("device", {
  "torch.cuda":
    "MindSpore's devices are asked by ms.runtime and ms.hal, and set by ms.set_device: leave it out, or ask there.",
  "torch.cuda.Event": STREAM,
  "torch.cuda.Stream": STREAM,
  "torch.cuda.nvtx": "ms.profiler.profile names the operators by itself: leave the mark out.",
  "torch.cuda.amp": 'A model gets its precision by ms.amp.auto_mixed_precision(model, "O1").',
  "torch.accelerator": "MindSpore's devices are asked by ms.runtime and ms.hal: leave it out, or ask there.",
  "torch.mps": ONE_DEVICE,
  "torch.mtia": ONE_DEVICE,
  "torch.xpu": ONE_DEVICE,
  "torch.cpu": ONE_DEVICE,
  "torch.numa": ONE_DEVICE,
  "torch.mlu": ONE_DEVICE,
  "torch.sdaa": ONE_DEVICE,
  "torch.musa": ONE_DEVICE,
  "torch.hpu": ONE_DEVICE,
  "torch.neuron": ONE_DEVICE,
  "torch.npu": "MindSpore's devices are asked by ms.runtime and ms.hal, and set by ms.set_device.",
  torch_npu: 'MindSpore runs on Ascend itself: ms.set_device("Ascend") takes the package\'s place.',
  "torch.backends":
    "MindSpore has none of torch's switches for its libraries: leave it out; ms.set_deterministic(True) makes it repeat itself.",
  "torch.device": 'MindSpore names a device by a string, "Ascend", "GPU" or "CPU", and a number beside it.',
  "torch.version": "MindSpore does not tell how it was built: ms.__version__ is all.",
  "torch.Generator": "MindSpore's functions take no generator of torch's kind: ms.set_seed seeds all of them.",
  "torch.random": "ms.set_seed, ms.get_rng_state and ms.set_rng_state hold the one generator of MindSpore.",
});
