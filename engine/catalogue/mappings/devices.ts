import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual } from "./entries.ts";

const DEVICE = "what an accelerator reports cannot be proven on a CPU";
const SINCE = { since: "2.7", unsafe: DEVICE } as const;

/** A question about memory: MindSpore asks the device that is set, and takes no other. */
const memory = (name: string): Mapping => ({
  to: `mindspore.runtime.${name}`,
  ...SINCE,
  signatures: { torch: "(device=None, abbreviated=False)" },
  parameters: {
    device: { drop: true },
    abbreviated: { refuse: ["True"], drop: true, why: "MindSpore's summary has one form." },
  },
});
/** A question about one device, which MindSpore asks by its number. */
const device = (name: string): Mapping => ({
  to: `mindspore.hal.${name}`,
  ...SINCE,
  parameters: { device: "device_id" },
  instead: "ms.hal takes the number of the device: 0 where torch is given none.",
});

const STREAM =
  "MindSpore puts work on streams itself: leave the stream out, and the code inside the with block where it is.";
const EVENT =
  "Call ms.runtime.synchronize() before time.perf_counter() is read: MindSpore's events exist on Ascend only (ms.runtime.Event).";
const CAPTURE = "Let MindSpore compile the function instead: ms.jit.";
const NO_TRACE = "MindSpore's ms.profiler.profile names the operators by itself: leave the range out.";
const STATE = "MindSpore has one generator for all devices: ms.get_rng_state() and ms.set_rng_state(state).";

/** What is asked of CUDA devices. */
export const CUDA = defineNamespace("torch.cuda", {
  device_count: { to: "mindspore.hal.device_count", ...SINCE },
  get_device_name: device("get_device_name"),
  get_device_capability: device("get_device_capability"),
  get_device_properties: device("get_device_properties"),
  is_bf16_supported: manual(
    "device",
    "Ask for the device instead: bfloat16 is for Ascend, and a CPU computes little in it.",
  ),
  is_initialized: manual("device", "MindSpore starts the device with the first tensor: leave the question out."),
  memory_allocated: memory("memory_allocated"),
  max_memory_allocated: memory("max_memory_allocated"),
  memory_reserved: memory("memory_reserved"),
  max_memory_reserved: memory("max_memory_reserved"),
  memory_stats: memory("memory_stats"),
  memory_summary: memory("memory_summary"),
  reset_peak_memory_stats: memory("reset_peak_memory_stats"),
  reset_max_memory_allocated: memory("reset_max_memory_allocated"),
  mem_get_info: manual(
    "device",
    "MindSpore tells what it uses itself: ms.runtime.memory_allocated() and memory_reserved().",
  ),
  get_rng_state: manual("device", STATE),
  set_rng_state: manual("device", STATE),
  get_rng_state_all: manual("device", STATE),
  set_rng_state_all: manual("device", STATE),
  Event: manual("device", EVENT),
  Stream: manual("device", STREAM),
  stream: manual("device", STREAM),
  current_stream: manual("device", STREAM),
  default_stream: manual("device", STREAM),
  CUDAGraph: manual("device", CAPTURE),
  graph: manual("device", CAPTURE),
  "nvtx.range_push": manual("device", NO_TRACE),
  "nvtx.range_pop": manual("device", NO_TRACE),
});

const accelerator = (name: string): Mapping => ({
  to: `mindspore.runtime.${name}`,
  ...SINCE,
  signatures: { torch: "(device_index=None)" },
  parameters: { device_index: { drop: true } },
});

/** The same questions, of whatever accelerator there is. */
export const ACCELERATOR = defineNamespace("torch.accelerator", {
  is_available: manual("device", 'Write ms.get_context("device_target") != "CPU".'),
  device_count: { to: "mindspore.hal.device_count", ...SINCE },
  current_accelerator: manual("device", 'Write ms.get_context("device_target").'),
  current_device_index: { says: '@mindspore.get_context("device_id")' },
  set_device_index: manual("device", 'Write ms.set_device("Ascend", index) before the first tensor.'),
  synchronize: {
    to: "mindspore.runtime.synchronize",
    since: "2.7",
    parameters: { device: { drop: true } },
    unsafe: DEVICE,
  },
  empty_cache: { to: "mindspore.runtime.empty_cache", since: "2.7", unsafe: DEVICE },
  memory_allocated: accelerator("memory_allocated"),
  max_memory_allocated: accelerator("max_memory_allocated"),
  memory_reserved: accelerator("memory_reserved"),
  max_memory_reserved: accelerator("max_memory_reserved"),
  reset_peak_memory_stats: accelerator("reset_peak_memory_stats"),
  current_stream: manual("device", STREAM),
  set_stream: manual("device", STREAM),
});

/** Switches of torch's libraries, and whether they are there. */
export const BACKENDS = defineNamespace("torch.backends", {
  "cudnn.flags": manual("device", "ms.set_deterministic(True) is MindSpore's switch: leave the with statement out."),
  "cudnn.is_available": manual("device", 'Write ms.get_context("device_target") != "CPU".'),
  "cudnn.version": manual("device", "MindSpore does not tell: leave it out."),
  "mkldnn.is_available": manual("device", "MindSpore brings its own kernels for CPUs: leave the question out."),
  "cuda.sdp_kernel": manual("device", "MindSpore picks its kernels itself: leave the with statement out."),
});

/** What torch says of itself, and settings for the whole process. */
export const ENVIRONMENT = defineNamespace("torch", {
  __version__: manual(
    "internal",
    "What holds for a version of torch says nothing of MindSpore: keep the branch for a new torch. ms.__version__ is MindSpore's own.",
  ),
  backends: manual("device", "MindSpore has none of these switches: leave the test for one out."),
  cuda: manual("device", "The module is used as a value: name what is taken from it."),
  nn: manual("holder", "The module is used as a value: name what is taken from it, such as ms.nn."),
  optim: manual(
    "holder",
    "The module is used as a value: look names up in ms.experimental.optim instead, which has torch's arguments.",
  ),
  distributed: manual("distributed", "The module is used as a value: name what is taken from it."),
  OutOfMemoryError: manual("no-counterpart", "MindSpore raises RuntimeError where memory runs out."),
  set_num_threads: manual(
    "no-counterpart",
    "Write ms.runtime.dispatch_threads_num(num) or set OMP_NUM_THREADS before Python starts.",
  ),
  get_num_threads: manual("no-counterpart", "Read OMP_NUM_THREADS: MindSpore does not tell."),
  set_printoptions: manual(
    "no-counterpart",
    "MindSpore prints tensors as NumPy does: print(x.asnumpy()) under numpy.set_printoptions.",
  ),
  get_default_dtype: {
    says: "@mindspore.float32",
    proof: { inputs: ["float32[2]"], values: ["torch.ones(2, dtype=torch.get_default_dtype())"], gradient: false },
  },
  get_default_device: { says: '@mindspore.get_context("device_target")' },
  get_rng_state: {
    to: "mindspore.get_rng_state",
    since: "2.7",
    unsafe: "the state has another form than torch's",
  },
  set_rng_state: {
    to: "mindspore.set_rng_state",
    since: "2.7",
    parameters: { new_state: "state" },
    unsafe: "the state has another form than torch's",
  },
  are_deterministic_algorithms_enabled: manual("no-counterpart", 'Write ms.get_context("deterministic") == "ON".'),
  is_deterministic_algorithms_warn_only_enabled: manual(
    "no-counterpart",
    "MindSpore does not warn of such operators: write False.",
  ),
  memory_format: manual("no-counterpart", "MindSpore has no memory formats: leave the argument out."),
  legacy_contiguous_format: manual("no-counterpart", "Leave the memory format out."),
  ...each("version.cuda version.hip version.rocm version.xpu", (name) => ({
    says: "None",
    ...(/cuda|hip/.test(name) && {
      proof: { inputs: ["float32[2]"], values: [`x * 2 if torch.${name} is None else x`] },
    }),
  })),
});
