import { defineNamespace, type Mapping } from "../mapping.ts";
import { each, manual } from "./entries.ts";

const precision = (): Mapping =>
  manual(
    "device",
    'MindSpore has no autocast: a model gets its precision by ms.amp.auto_mixed_precision(model, "O1").',
  );
const built = (): Mapping => manual("device", "MindSpore does not tell how it was built: leave the question out.");
const never = (): Mapping => manual("no-counterpart", "No MindSpore tensor is such a one: write False.");
const asIs = (): Mapping => manual("alias", "Leave it out: MindSpore computes conjugate and negative at once.");
const graph = (): Mapping =>
  manual("graph", "MindSpore keeps no graph for backward() that could be watched: leave it out.");
const dtype = (name: string, to: string): Mapping => ({
  to: `mindspore.${to}`,
  proof: { inputs: ["float32[2]>0"], values: [`torch.ones(2, dtype=torch.${name})`], gradient: false },
});
const unsigned = (name: string): Mapping => ({ to: `mindspore.${name}` });

/** Settings of the whole process, and questions about it and about dtypes. */
export const TORCH_SETTINGS = defineNamespace("torch", {
  cfloat: dtype("cfloat", "complex64"),
  cdouble: dtype("cdouble", "complex128"),
  ...each("uint16 uint32 uint64", unsigned),
  ...each(
    "autocast_decrement_nesting autocast_increment_nesting clear_autocast_cache get_autocast_dtype set_autocast_cache_enabled set_autocast_cpu_dtype set_autocast_cpu_enabled set_autocast_dtype set_autocast_enabled set_autocast_gpu_dtype",
    precision,
  ),
  ...each(
    "compiled_with_cxx11_abi has_lapack has_mkl has_openmp has_spectral get_file_path prepare_multiprocessing_environment USE_GLOBAL_DEPS USE_RTLD_GLOBAL_WITH_LIBTORCH old_flags profiler_allow_cudagraph_cupti_lazy_reinit_cuda12",
    built,
  ),
  ...each("is_conj is_distributed is_inference is_neg", never),
  ...each("conj_physical resolve_conj resolve_neg", asIs),
  ...each("is_anomaly_check_nan_enabled is_anomaly_enabled set_anomaly_enabled is_inference_mode_enabled", graph),
  is_complex: {
    to: "mindspore.ops.is_complex",
    proof: { inputs: ["float32[2]"], values: ["x * (2 if torch.is_complex(«x|input=x») else 3)"] },
  },
  is_signed: manual("differs", "Write x.is_signed()."),
  is_nonzero: manual("alias", "Write bool(x)."),
  is_same_size: manual("alias", "Write x.shape == y.shape."),
  set_default_dtype: manual(
    "no-counterpart",
    "MindSpore's default is float32 always: give dtype= where another is wanted.",
  ),
  set_default_tensor_type: manual(
    "no-counterpart",
    "MindSpore's default is float32 always: give dtype= where another is wanted.",
  ),
  set_default_device: manual("device", "Write ms.set_device(name) before the first tensor."),
  get_device: manual("device", 'Write ms.get_context("device_id").'),
  get_device_module: manual("device", "ms.runtime and ms.hal ask the device."),
  get_deterministic_debug_mode: manual("differs", 'Write ms.get_context("deterministic").'),
  set_deterministic_debug_mode: manual("differs", "Write ms.set_deterministic(True)."),
  get_float32_matmul_precision: manual("device", "MindSpore does not tell: leave the question out."),
  ...each("get_num_interop_threads get_num_thread init_num_threads set_num_interop_threads", () =>
    manual("device", "Set OMP_NUM_THREADS before Python starts, or ms.runtime.dispatch_threads_num(num)."),
  ),
  set_flush_denormal: manual("device", "MindSpore has no such switch: leave it out."),
  set_warn_always: manual("internal", "Use Python's warnings.simplefilter."),
  is_warn_always_enabled: manual("internal", "Use Python's warnings.simplefilter."),
  initial_seed: { to: "mindspore.initial_seed", since: "2.7", unsafe: "the generators differ" },
  default_generator: manual("device", "MindSpore's generator has no name: ms.set_seed seeds it."),
  thread_safe_generator: manual("device", "MindSpore's generator has no name: ms.set_seed seeds it."),
  promote_types: manual("differs", "mindspore.numpy.promote_types(a, b) tells it."),
  result_type: manual("differs", "mindspore.numpy.result_type(a, b) tells it."),
  from_dlpack: manual("no-counterpart", "Tensors travel as arrays: ms.Tensor.from_numpy(numpy.from_dlpack(x))."),
  to_dlpack: manual("no-counterpart", "Tensors travel as arrays: x.asnumpy()."),
  empty_permuted: manual("alias", "Write torch.empty(size), which is rewritten."),
  empty_strided: manual("alias", "Write torch.empty(size), which is rewritten."),
  unsafe_chunk: manual("alias", "Write torch.chunk, which is rewritten."),
  unsafe_split: manual("alias", "Write torch.split, which is rewritten."),
  unsafe_split_with_sizes: manual("alias", "Write torch.split, which is rewritten."),
  ops: manual(
    "compiler",
    "An operator of one's own is ops.Custom in MindSpore; torch's own ones have Python names, which are rewritten.",
  ),
  newaxis: manual("alias", "Write None."),
  channels_last_3d: manual("device", "Leave the memory format out."),
  AcceleratorError: manual("device", "MindSpore raises RuntimeError."),
  Event: manual("device", "Call ms.runtime.synchronize() before time.perf_counter() is read."),
  Stream: manual("device", "MindSpore puts work on streams itself: leave the stream out."),
  GreenContext: manual("device", "MindSpore has no such contexts: leave it out."),
  Future: manual("distributed", "concurrent.futures.Future is Python's own."),
  BFloat16Tensor: manual("differs", "Write ms.Tensor(data, ms.bfloat16)."),
  CharTensor: manual("differs", "Write ms.Tensor(data, ms.int8)."),
  TensorBase: manual("differs", "Write ms.Tensor."),
  typename: manual("internal", "Write type(x).__name__."),
  classproperty: manual("internal", "Write a class attribute."),
  register_after_fork: manual("internal", "Write os.register_at_fork."),
  ...each("DisableTorchFunction DisableTorchFunctionSubclass", () =>
    manual("internal", "MindSpore's functions cannot be overridden by a tensor's class: leave the with statement out."),
  ),
});
